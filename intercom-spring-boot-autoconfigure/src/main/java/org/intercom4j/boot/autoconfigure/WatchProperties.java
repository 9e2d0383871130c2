package org.intercom4j.boot.autoconfigure;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The files that a child is restarted for when they change.
 *
 * @param enabled Whether they are watched. Defaults to whether the developer tools of
 * Spring Boot are on the class path.
 * @param paths Directories, with all that is below them, and files. Defaults to
 * "source-dir" or the directory of the script.
 * @param ignore Glob patterns of what is left out, relative to the directory.
 * @param debounce Time without a further change before the restart.
 * @since 0.1.0
 */
public record WatchProperties(@Nullable Boolean enabled, @DefaultValue List<String> paths, @DefaultValue( {
		"**/.git/**", "**/__pycache__/**", "**/node_modules/**", "**/*~", "**/*.swp" }) List<String> ignore,
		@DefaultValue("500ms") Duration debounce){
}
