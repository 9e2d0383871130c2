package org.intercom4j.boot.actuate.endpoint;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.intercom4j.Child;
import org.intercom4j.Intercom;
import org.intercom4j.boot.actuate.endpoint.ChildDescriptor.CrashDescriptor;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.annotation.RegisterReflectionForBinding;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * Actuator endpoint that shows, starts, stops and restarts children.
 *
 * @since 0.1.0
 */
@Endpoint(id = "intercom")
public final class IntercomEndpoint {

	private final Intercom intercom;

	private final ChildDescriptors descriptors;

	private final Show showValues;

	/**
	 * Creates the endpoint.
	 * @param intercom the children
	 * @param sanitizingFunctions hide secret values
	 * @param showValues when arguments and environment are shown
	 */
	public IntercomEndpoint(Intercom intercom, Iterable<SanitizingFunction> sanitizingFunctions, Show showValues) {
		this.intercom = intercom;
		this.descriptors = new ChildDescriptors(sanitizingFunctions);
		this.showValues = showValues;
	}

	/**
	 * All children.
	 * @return their descriptors by name
	 */
	@ReadOperation
	public ChildrenDescriptor children() {
		return children(isShownToAll());
	}

	/**
	 * One child.
	 * @param name its name
	 * @return its descriptor, or {@code null} if there is no such child
	 */
	@ReadOperation
	public @Nullable ChildDescriptor child(@Selector String name) {
		return child(name, isShownToAll());
	}

	/**
	 * The last lines that a child wrote, or its latest crashes.
	 * @param name the child's name
	 * @param view {@code output} or {@code crashes}
	 * @return an {@link OutputDescriptor} or {@link CrashesDescriptor}, or {@code null}
	 * if there is no such child or view
	 */
	@ReadOperation
	@RegisterReflectionForBinding({ OutputDescriptor.class, CrashesDescriptor.class })
	public @Nullable OperationResponseBody view(@Selector String name, @Selector String view) {
		Child child = find(name);
		if (child == null) {
			return null;
		}
		return switch (view) {
			case "output" -> this.descriptors.output(child);
			case "crashes" -> this.descriptors.crashes(child);
			default -> null;
		};
	}

	/**
	 * Starts, stops or restarts a child and waits for it.
	 * @param name the child's name
	 * @param action {@code start}, {@code stop} or {@code restart}
	 * @return the child's descriptor, or {@code null} if there is no such child
	 * @throws InvalidEndpointRequestException if there is no such action
	 */
	@WriteOperation
	public @Nullable ChildDescriptor perform(@Selector String name, @Selector String action) {
		Child child = find(name);
		if (child == null) {
			return null;
		}
		String reason = UnknownActionDescriptor.of(action).message();
		ChildAction known = ChildAction.of(action)
			.orElseThrow(() -> new InvalidEndpointRequestException(reason, reason));
		ActionResult.of(known, child, ActionResult.MARGIN);
		return describe(child);
	}

	ChildrenDescriptor children(boolean showUnsanitized) {
		Map<String, ChildDescriptor> children = new LinkedHashMap<>();
		this.intercom.children()
			.forEach((name, child) -> children.put(name, this.descriptors.describe(child, showUnsanitized)));
		return new ChildrenDescriptor(children);
	}

	@Nullable ChildDescriptor child(String name, boolean showUnsanitized) {
		Child child = find(name);
		return (child != null) ? this.descriptors.describe(child, showUnsanitized) : null;
	}

	/** For operations that do not know who asks. */
	ChildDescriptor describe(Child child) {
		return this.descriptors.describe(child, isShownToAll());
	}

	@Nullable Child find(String name) {
		return this.intercom.children().get(name);
	}

	private boolean isShownToAll() {
		return this.showValues.isShown(SecurityContext.NONE, List.of());
	}

	/**
	 * All children.
	 *
	 * @param children the descriptors by name
	 */
	public record ChildrenDescriptor(Map<String, ChildDescriptor> children) implements OperationResponseBody {
	}

	/**
	 * The last output of a child.
	 *
	 * @param lines oldest first
	 */
	public record OutputDescriptor(List<LineDescriptor> lines) implements OperationResponseBody {
	}

	/**
	 * One line of output.
	 *
	 * @param stream {@code stdout} or {@code stderr}
	 * @param text the line
	 */
	public record LineDescriptor(String stream, String text) {
	}

	/**
	 * The latest crashes of a child.
	 *
	 * @param crashes at most ten, newest first
	 */
	public record CrashesDescriptor(List<CrashDescriptor> crashes) implements OperationResponseBody {
	}

	/**
	 * The answer to an action that does not exist.
	 *
	 * @param message what was wrong
	 * @param actions the allowed ones
	 */
	public record UnknownActionDescriptor(String message, List<String> actions) implements OperationResponseBody {

		static UnknownActionDescriptor of(String action) {
			List<String> allowed = ChildAction.texts();
			return new UnknownActionDescriptor(
					"Unknown action '%s'. Allowed are: %s".formatted(action, String.join(", ", allowed)), allowed);
		}

	}

}
