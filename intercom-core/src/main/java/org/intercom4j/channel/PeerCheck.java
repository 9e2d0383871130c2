package org.intercom4j.channel;

import java.io.IOException;
import java.net.SocketOption;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Principal;

import jdk.net.UnixDomainPrincipal;
import org.jspecify.annotations.Nullable;

/**
 * Decides by the credentials of the process on the other side whether it may connect.
 */
@FunctionalInterface
interface PeerCheck {

	/**
	 * Why the connection is refused, or {@code null} if it is not.
	 */
	@Nullable String refusal(SocketChannel socket) throws IOException;

	/**
	 * Admits everybody, where the platform tells no credentials.
	 */
	static PeerCheck none() {
		return (socket) -> null;
	}

	/**
	 * Admits the user that owns a file, as far as the platform tells who connects.
	 */
	static PeerCheck ownerOf(Path file) throws IOException {
		return of(Files.getOwner(file));
	}

	/**
	 * Admits one user, as far as the platform tells who connects.
	 */
	static PeerCheck of(Principal owner) {
		return (socket) -> {
			Principal user = userOf(socket);
			return (user == null || user.equals(owner)) ? null
					: "it belongs to user '" + user.getName() + "' and not to '" + owner.getName() + "'";
		};
	}

	private static @Nullable Principal userOf(SocketChannel socket) throws IOException {
		for (SocketOption<?> option : socket.supportedOptions()) {
			// By name, because a runtime image may lack the module with its constant.
			if ("SO_PEERCRED".equals(option.name())) {
				return ((UnixDomainPrincipal) socket.getOption(option)).user();
			}
		}
		return null;
	}

}
