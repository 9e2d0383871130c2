package org.intercom4j.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * What this project decided otherwise than the recorded package, as rules. A rule tells
 * whether it changed the expectation. The recorded vectors that are concerned are listed
 * in {@code lifecycle/decided.json} with what is expected of them instead.
 */
final class Decisions {

	private static final Set<String> OF_OWN_CHILD = Set.of("a name given as a list is shown joined",
			"early events of a child are sent when it is ready");

	/** In this order: earlier rules see the lanes as they were recorded. */
	private static final List<Rule> RULES = List.of(
			new Rule("names are texts; nothing else reaches listeners", NameRules::onlyTexts),
			new Rule("a name given as a list is shown joined", NameRules::joinedNames),
			new Rule("max below 1 is refused", RestartRules::refusedMax),
			new Rule("a sleep time of zero is no pause", RestartRules::zeroSleepTime),
			new Rule("options are fixed with the child", RestartRules::fixedOptions),
			new Rule("a restart by hand is not counted", RestartRules::uncountedRestart),
			new Rule("a restart by hand waits for no sleep time", RestartRules::impatientRestart),
			new Rule("a start after a restart that starts is refused", RestartRules::startAfterRestart),
			new Rule("a restart starts what does not run", RestartRules::startingRestart),
			new Rule("a repaired number of runs shows in both lanes", RestartRules::repairedRuns),
			new Rule("a process that is not started has no channel", RestartRules::repairedWithoutStart),
			new Rule("a process that goes on keeps its channel", RestartRules::repairedWithoutEnd),
			new Rule("the script is checked at every start", StartRules::checkedScript),
			new Rule("a relative script is found whatever the working directory", StartRules::relativeScript),
			new Rule("a refused second start is said before the first is done", StartRules::refusedStart),
			new Rule("a process is started after the turn of start", StartRules::startAfterTurn),
			new Rule("the state is ahead of the events that tell it", StartRules::stateAhead),
			new Rule("a process that has ended has no data", StartRules::noDataOfTheDead),
			new Rule("runtime arguments are a direct option", StartRules::runtimeArguments),
			new Rule("environment of the spawn options is added", StartRules::spawnEnvironment),
			new Rule("a channel ends with its process", ChannelRules::heldChannel),
			new Rule("emits after the end are refused", ChannelRules::refusedEmits),
			new Rule("events before ready are sent when it is", ChannelRules::queuedEvents),
			new Rule("early events of a child are sent when it is ready", ChannelRules::queuedByChild),
			new Rule("errors are logged, not printed", ChannelRules::printedErrors));

	/** What of them, and else, concerns a child in which the package itself runs. */
	private static final List<Rule> PACKAGE_RULES = packageRules();

	private Decisions() {
	}

	private static List<Rule> packageRules() {
		List<Rule> rules = new ArrayList<>(RULES);
		rules.removeIf((rule) -> OF_OWN_CHILD.contains(rule.reason()));
		rules.add(new Rule("a name given as a list is shown joined by the parent", NameRules::joinedNamesOfParent));
		rules.add(new Rule("the package takes its own star for a disconnect", ChannelRules::ownStar));
		return rules;
	}

	/**
	 * What is expected of a vector.
	 * @param packageInChild whether the recorded package itself runs in the child
	 */
	static Expectation expectation(Map<?, ?> vector, boolean packageInChild) {
		Expectation expectation = Expectation.of(vector);
		Program program = new Program(vector);
		for (Rule rule : packageInChild ? PACKAGE_RULES : RULES) {
			if (rule.change().test(program, expectation)) {
				expectation.reasons.add(rule.reason());
			}
		}
		return expectation;
	}

	/** The name of an event in one piece. */
	static Object joined(Object event, String delimiter) {
		return (event instanceof List<?> segments)
				? String.join(delimiter, segments.stream().map(String::valueOf).toList()) : event;
	}

	/**
	 * A decision.
	 *
	 * @param reason what was decided
	 * @param change changes an expectation, if it is concerned
	 */
	private record Rule(String reason, BiPredicate<Program, Expectation> change) {
	}

}
