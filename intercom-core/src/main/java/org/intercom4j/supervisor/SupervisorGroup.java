package org.intercom4j.supervisor;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntConsumer;

/**
 * Restarts children together: when one has failed, those that its end concerns are ended,
 * and all of them are started one after another in the order of the group, each one when
 * the one before is ready. A failure meanwhile begins that anew. When one is given up,
 * those that its end concerns are given up with it.
 * <p>
 * What is down is left down, and what is stopped or restarted by hand is left to whoever
 * does so. All changes happen in one serial loop, which neither blocks nor calls a user's
 * code. Thread-safe.
 *
 * @since 0.1.0
 */
public final class SupervisorGroup {

	private static final int NONE = -1;

	private final String name;

	private final GroupStrategy strategy;

	private final List<Member> members;

	private final SerialLoop loop = new SerialLoop();

	// Owned by the loop, from here on

	/** Those that are to be started again and were not yet, in the order of the group. */
	private final SortedSet<Integer> round = new TreeSet<>();

	/** Those of them that have ended, and whose own pause is over. */
	private final Set<Integer> waiting = new HashSet<>();

	/** The one that was started and is not ready yet. */
	private int starting = NONE;

	/**
	 * Creates a group that has not begun.
	 * @param name its name, for messages
	 * @param strategy whom a failure concerns
	 * @param members the children, in the order of their start
	 */
	public SupervisorGroup(String name, GroupStrategy strategy, List<Member> members) {
		this.name = name;
		this.strategy = strategy;
		this.members = List.copyOf(members);
	}

	/**
	 * From now on the restarts of its members wait for their turn; called once they tell
	 * this group of their steps.
	 */
	public void begin() {
		if (this.strategy != GroupStrategy.ONE_FOR_ONE) {
			this.members.forEach((member) -> member.supervisor().gate());
		}
	}

	/**
	 * The process of a member has ended, nobody has asked for that, and it is restarted.
	 * @param member the member
	 */
	public void failed(Supervisor member) {
		step(member, this::failed);
	}

	private void failed(int failed) {
		String reason = "child '%s' of its group '%s' has failed".formatted(this.members.get(failed).name(), this.name);
		this.round.add(failed);
		for (int other = this.members.size() - 1; other >= 0; other--) {
			if (this.strategy.concerns(failed, other)) {
				this.round.add(other);
				hold(other, reason);
			}
		}
		this.starting = this.round.contains(this.starting) ? NONE : this.starting;
	}

	private void hold(int other, String reason) {
		this.members.get(other).supervisor().hold(reason, () -> this.loop.execute(() -> left(other)));
	}

	/**
	 * The restart of a member waits for its turn.
	 * @param member the member
	 */
	public void waiting(Supervisor member) {
		step(member, (waiting) -> {
			this.round.add(waiting);
			this.waiting.add(waiting);
			this.starting = (this.starting == waiting) ? NONE : this.starting;
		});
	}

	/**
	 * A process of a member was started; by hand, if it was not its turn and it is not to
	 * be ended at once.
	 * @param member the member
	 */
	public void started(Supervisor member) {
		step(member, (started) -> {
			if (!this.members.get(started).supervisor().status().held()) {
				this.round.remove(started);
				this.waiting.remove(started);
			}
		});
	}

	/**
	 * A member is ready.
	 * @param member the member
	 */
	public void ready(Supervisor member) {
		step(member, (ready) -> this.starting = (this.starting == ready) ? NONE : this.starting);
	}

	/**
	 * A member is down.
	 * @param member the member
	 * @param decision why
	 */
	public void closed(Supervisor member, RestartDecision decision) {
		step(member, (closed) -> {
			left(closed);
			if (decision instanceof RestartDecision.GiveUp) {
				giveUpWith(closed, decision.reason());
			}
		});
	}

	private void giveUpWith(int closed, String cause) {
		String reason = "child '%s' of its group '%s' is given up: %s".formatted(this.members.get(closed).name(),
				this.name, cause);
		for (int other = this.members.size() - 1; other >= 0; other--) {
			if (this.strategy.concerns(closed, other)) {
				this.members.get(other).supervisor().giveUp(reason);
			}
		}
	}

	private void left(int member) {
		this.round.remove(member);
		this.waiting.remove(member);
		this.starting = (this.starting == member) ? NONE : this.starting;
		startNext();
	}

	private void step(Supervisor supervisor, IntConsumer step) {
		this.loop.execute(() -> {
			step.accept(index(supervisor));
			startNext();
		});
	}

	private int index(Supervisor supervisor) {
		for (int index = 0; index < this.members.size(); index++) {
			if (this.members.get(index).supervisor() == supervisor) {
				return index;
			}
		}
		throw new IllegalArgumentException("Group '%s' has no such member".formatted(this.name));
	}

	private void startNext() {
		if (this.starting == NONE && !this.round.isEmpty() && this.waiting.containsAll(this.round)) {
			int next = this.round.first();
			this.round.remove(next);
			this.waiting.remove(next);
			this.starting = next;
			this.members.get(next).supervisor().release();
		}
	}

	/**
	 * A child of the group.
	 *
	 * @param name its name
	 * @param supervisor its owner
	 */
	public record Member(String name, Supervisor supervisor) {
	}

}
