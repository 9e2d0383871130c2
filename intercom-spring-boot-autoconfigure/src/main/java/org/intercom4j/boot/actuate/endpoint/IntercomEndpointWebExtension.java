package org.intercom4j.boot.actuate.endpoint;

import java.util.Set;

import org.intercom4j.Child;
import org.intercom4j.boot.actuate.endpoint.IntercomEndpoint.ChildrenDescriptor;
import org.intercom4j.boot.actuate.endpoint.IntercomEndpoint.UnknownActionDescriptor;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

/**
 * What the endpoint does differently over HTTP: it knows who asks, and answers with
 * status codes.
 *
 * @since 0.1.0
 */
@EndpointWebExtension(endpoint = IntercomEndpoint.class)
public final class IntercomEndpointWebExtension {

	private static final int ACCEPTED = 202;

	private final IntercomEndpoint delegate;

	private final Show showValues;

	private final Set<String> roles;

	/**
	 * Creates the extension.
	 * @param delegate the endpoint
	 * @param showValues when arguments and environment are shown
	 * @param roles who is shown them
	 */
	public IntercomEndpointWebExtension(IntercomEndpoint delegate, Show showValues, Set<String> roles) {
		this.delegate = delegate;
		this.showValues = showValues;
		this.roles = Set.copyOf(roles);
	}

	/**
	 * All children.
	 * @param securityContext who asks
	 * @return their descriptors by name
	 */
	@ReadOperation
	public ChildrenDescriptor children(SecurityContext securityContext) {
		return this.delegate.children(isShown(securityContext));
	}

	/**
	 * One child.
	 * @param securityContext who asks
	 * @param name the child's name
	 * @return its descriptor, or {@code null} for an unknown child: status 404
	 */
	@ReadOperation
	public @Nullable ChildDescriptor child(SecurityContext securityContext, @Selector String name) {
		return this.delegate.child(name, isShown(securityContext));
	}

	/**
	 * Starts, stops or restarts a child. Any parameter beside the selectors would make
	 * the request need a body.
	 * @param name the child's name
	 * @param action {@code start}, {@code stop} or {@code restart}
	 * @return status 200 with the child's state when that is done, 202 when it takes
	 * longer than it should, 500 when it failed; 404 for an unknown child, 400 for an
	 * unknown action
	 */
	@WriteOperation
	public WebEndpointResponse<Object> perform(@Selector String name, @Selector String action) {
		Child child = this.delegate.find(name);
		if (child == null) {
			return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
		}
		ChildAction known = ChildAction.of(action).orElse(null);
		if (known == null) {
			return new WebEndpointResponse<>(UnknownActionDescriptor.of(action),
					WebEndpointResponse.STATUS_BAD_REQUEST);
		}
		int status = switch (ActionResult.of(known, child, ActionResult.MARGIN)) {
			case DONE -> WebEndpointResponse.STATUS_OK;
			case PENDING -> ACCEPTED;
			case FAILED -> WebEndpointResponse.STATUS_INTERNAL_SERVER_ERROR;
		};
		return new WebEndpointResponse<>(this.delegate.describe(child), status);
	}

	private boolean isShown(SecurityContext securityContext) {
		return this.showValues.isShown(securityContext, this.roles);
	}

}
