package org.intercom4j;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import org.intercom4j.process.OrphanAction;
import org.intercom4j.supervisor.BackoffPolicy;
import org.intercom4j.supervisor.RestartCondition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Daemons: processes that have left the session of the child that started them, and whose
 * parents have ended.
 */
@EnabledOnOs(OS.LINUX)
class LeftOverTests {

	private static final String WITHOUT_MARK = "env -u INTERCOM_MARK ";

	/** Prints the pid of a daemon, when it is one and holds no output any more. */
	private static final String DAEMON = "pid=$(" + WITHOUT_MARK
			+ "setsid --fork sh -c 'echo $$; exec sleep 1000 > /dev/null 2>&1'); echo $pid; ";

	private static final String MARKED_DAEMON = DAEMON.replace(WITHOUT_MARK, "");

	private static final String AND_WAIT = MARKED_DAEMON + "exec sleep 1000";

	private final String application = UUID.randomUUID().toString();

	private final Intercom intercom = Intercom.builder().shutdownHook(false).build();

	private final List<Founded> applications = new ArrayList<>();

	private final List<ProcessHandle> daemons = new ArrayList<>();

	@AfterEach
	void endAll() throws Exception {
		for (Founded founded : this.applications) {
			founded.kill();
		}
		this.daemons.forEach(ProcessHandle::destroyForcibly);
		this.intercom.close();
	}

	private Founded start(OrphanAction orphans, String script) throws Exception {
		Founded founded = Founded.start(this.application, orphans, script);
		this.applications.add(founded);
		return founded;
	}

	private ProcessHandle daemon(String pid) {
		ProcessHandle daemon = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
		this.daemons.add(daemon);
		return daemon;
	}

	private ProcessHandle daemonOf(String name, String... command) throws Exception {
		Child child = this.intercom.child(name,
				ChildOptions.command(command)
					.restart(BackoffPolicy.builder().policy(RestartCondition.NEVER).build())
					.build());
		EventLog log = new EventLog(child);
		child.start().get(60, TimeUnit.SECONDS);
		log.await("stdout");
		return daemon(String.valueOf(log.all("stdout").get(0).get(0)).replace("child: ", ""));
	}

	private static void awaitEnd(ProcessHandle process) {
		Eventually.await("process " + process.pid() + " ends", () -> !LiveProcess.runs(process));
	}

	@Test
	void stopWhenTheChildHasStartedADaemonThenItEnds() throws Exception {
		ProcessHandle daemon = daemonOf("worker", "sh", "-c", AND_WAIT);
		this.intercom.stopAll().get(60, TimeUnit.SECONDS);
		awaitEnd(daemon);
	}

	@Test
	void endWhenTheChildHasStartedADaemonThenItEnds() throws Exception {
		awaitEnd(daemonOf("worker", "sh", "-c", MARKED_DAEMON));
	}

	@Test
	void endWhenTheDaemonDoesWithoutTheMarkThenItLivesOn() throws Exception {
		ProcessHandle daemon = daemonOf("worker", "sh", "-c", DAEMON + "exec sleep 1000");
		this.intercom.stopAll().get(60, TimeUnit.SECONDS);
		assertThat(LiveProcess.runs(daemon)).isTrue();
	}

	@Test
	void stopWhenAnApplicationBelowIsKilledThenTheDaemonOfItsChildEnds() throws Exception {
		ProcessHandle daemon = daemonOf("inner", Founded.command(this.application, OrphanAction.KILL, AND_WAIT));
		this.intercom.children().get("inner").kill().get(60, TimeUnit.SECONDS);
		awaitEnd(daemon);
	}

	@Test
	void killWhenTheApplicationDiesThenTheDaemonEnds() throws Exception {
		Founded founded = start(OrphanAction.KILL, AND_WAIT);
		ProcessHandle daemon = daemon(founded.nextLine());
		founded.kill();
		awaitEnd(daemon);
	}

	@Test
	void startWhenAnEarlierRunLeftADaemonThenItEndsBeforeTheFirstChildStarts() throws Exception {
		ProcessHandle daemon = leftOver();
		Founded next = start(OrphanAction.KILL, "echo up; exec sleep 1000");
		next.nextLine();
		assertThat(LiveProcess.runs(daemon)).isFalse();
		assertThat(next.printed()).contains("Process " + daemon.pid() + " (")
			.contains("sleep) of child 'shell', left running by an earlier run of this application (process "
					+ this.applications.get(0).pid() + "), is ended");
	}

	@Test
	void startWhenLeftOversAreReportedThenTheDaemonLivesOn() throws Exception {
		ProcessHandle daemon = leftOver();
		Founded next = start(OrphanAction.REPORT, "echo up; exec sleep 1000");
		next.nextLine();
		assertThat(LiveProcess.runs(daemon)).isTrue();
		assertThat(next.printed()).contains("is left alone. To end it: kill " + daemon.pid());
	}

	@Test
	void startWhenAnotherRunLivesThenItsDaemonLivesOn() throws Exception {
		ProcessHandle daemon = daemon(start(OrphanAction.KILL, AND_WAIT).nextLine());
		Founded next = start(OrphanAction.KILL, "echo up; exec sleep 1000");
		next.nextLine();
		assertThat(LiveProcess.runs(daemon)).isTrue();
		assertThat(next.printed()).doesNotContain("left running");
	}

	/** Of a run that was killed together with its guardian. */
	private ProcessHandle leftOver() throws Exception {
		Founded earlier = start(OrphanAction.KILL, AND_WAIT);
		ProcessHandle daemon = daemon(earlier.nextLine());
		earlier.killUnguarded();
		assertThat(LiveProcess.runs(daemon)).isTrue();
		return daemon;
	}

}
