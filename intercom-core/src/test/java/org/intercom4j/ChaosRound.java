package org.intercom4j;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.intercom4j.process.StopTimeouts;
import org.intercom4j.programs.Acknowledger;
import org.intercom4j.supervisor.BackoffPolicy;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One application full of unlucky children: things are done to them at random, then all
 * is stopped and looked at.
 */
final class ChaosRound {

	private static final StopTimeouts SHORT = new StopTimeouts(Duration.ofMillis(300), Duration.ofMillis(300),
			Duration.ofSeconds(30));

	private static final Pattern LOST = Pattern.compile("^(\\d+) (?:events?|messages?) could not be delivered.*");

	private final Random random;

	private final Intercom intercom = Intercom.builder().shutdownHook(false).build();

	private final Map<Child, EventLedger> ledgers = new LinkedHashMap<>();

	private final Map<Child, AtomicInteger> lost = new LinkedHashMap<>();

	private final List<Child> children = new ArrayList<>();

	private final List<CompletableFuture<ChildInfo>> futures = new ArrayList<>();

	/** What happens to the children gives the pace of what is done to them. */
	private final BlockingQueue<ChildEvent> events = new LinkedBlockingQueue<>(10);

	ChaosRound(Random random, List<String> scripts) {
		this.random = random;
		talking("java", ChildOptions.builder(Acknowledger.class.getName())
			.execArgv(List.of("-Xmx16m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")));
		scripts.forEach((script) -> talking(script, ChildOptions.builder("classpath:scripts/" + script)));
		add("forks", shell("for i in 1 2 3; do sleep 1000 & setsid sleep 1000 & done; wait"));
		add("deaf",
				shell("trap '' TERM INT HUP; (trap '' TERM; while :; do sleep 1000; done) & wait; wait; sleep 1000"));
		add("short", shell("exit 3"));
		add("full", shell("while :; do echo line > /dev/full; done"));
		add("noisy", shell("while :; do echo line; echo line >&2; done"));
	}

	private static ChildOptionsBuilder shell(String script) {
		return ChildOptions.command("sh", "-c", script);
	}

	private Child add(String name, ChildOptionsBuilder options) {
		BackoffPolicy soon = BackoffPolicy.builder()
			.delay(Duration.ofMillis(20))
			.maxDelay(Duration.ofMillis(200))
			.build();
		Child child = this.intercom.child(name, options.stop(SHORT).restart(soon).build());
		AtomicInteger told = new AtomicInteger();
		this.lost.put(child, told);
		child.onEvent((event) -> {
			if (event instanceof ChildMessageEvent || event instanceof ChildExitEvent) {
				this.events.offer(event);
			}
			if (event instanceof ChildWarnEvent warning) {
				told.addAndGet(lost(warning.message()));
			}
		});
		this.children.add(child);
		return child;
	}

	private static int lost(String warning) {
		Matcher matcher = LOST.matcher(warning);
		return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
	}

	private void talking(String name, ChildOptionsBuilder options) {
		Child child = add(name, options);
		this.ledgers.put(child, new EventLedger(child));
	}

	/** Does some hundred things, then ends all. */
	String run(int steps) throws Exception {
		this.children.forEach((child) -> this.futures.add(child.start()));
		for (int i = 0; i < steps; i++) {
			step(this.children.get(this.random.nextInt(this.children.size())));
			this.events.poll(this.random.nextInt(60), TimeUnit.MILLISECONDS);
		}
		this.intercom.stopAll().get(120, TimeUnit.SECONDS);
		for (CompletableFuture<ChildInfo> future : this.futures) {
			future.handle((info, failure) -> info).get(60, TimeUnit.SECONDS);
		}
		assertThat(this.children).extracting(Child::state).isSubsetOf(ChildState.NEW, ChildState.STOPPED);
		this.ledgers.forEach((child, ledger) -> ledger.check(this.lost.get(child).get()));
		int processes = this.children.stream().mapToInt((child) -> child.info().incarnation()).sum();
		int acknowledged = this.ledgers.values().stream().mapToInt(EventLedger::acknowledged).sum();
		this.intercom.close();
		return "%d processes, %d jobs acknowledged".formatted(processes, acknowledged);
	}

	private void step(Child child) throws IOException, InterruptedException {
		switch (this.random.nextInt(12)) {
			case 0 -> this.futures.add(child.start());
			case 1 -> this.futures.add(child.stop());
			case 2 -> this.futures.add(child.restart());
			case 3 -> this.futures.add(child.kill());
			case 4, 5 -> signal(child, "KILL");
			case 6 -> signal(child, "STOP");
			case 7 -> signal(child, "CONT");
			default -> emit(1 + this.random.nextInt(50));
		}
	}

	private void emit(int jobs) {
		for (int job = 0; job < jobs; job++) {
			this.ledgers.values().forEach(EventLedger::emit);
		}
	}

	/** To the process, or to one that it has started. */
	private void signal(Child child, String signal) throws IOException, InterruptedException {
		Long pid = child.info().pid();
		ProcessHandle root = (pid != null) ? ProcessHandle.of(pid).orElse(null) : null;
		if (root == null) {
			return;
		}
		List<ProcessHandle> tree = new ArrayList<>(root.descendants().toList());
		tree.add(root);
		ProcessHandle target = tree.get(this.random.nextInt(tree.size()));
		if (signal.equals("KILL")) {
			target.destroyForcibly();
		}
		else if (target.isAlive()) { // which compares the start time, too
			new ProcessBuilder("kill", "-" + signal, Long.toString(target.pid()))
				.redirectError(ProcessBuilder.Redirect.DISCARD)
				.start()
				.waitFor();
		}
	}

}
