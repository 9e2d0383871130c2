package org.intercom4j.process;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RecentTableTests {

	private final AtomicLong nanoTime = new AtomicLong();

	private final AtomicInteger reads = new AtomicInteger();

	private final RecentTable table = new RecentTable(this::read, this.nanoTime::get);

	private List<ProcessTable.Row> read() {
		return List.of(new ProcessTable.Row(this.reads.incrementAndGet(), 'S', 1, 1, 1, 0, 1));
	}

	private void tick(Duration time) {
		this.nanoTime.addAndGet(time.toNanos());
	}

	@Test
	void rowsWhenAskedWithinASecondThenAreReadOnce() {
		for (int child = 0; child < 100; child++) {
			assertThat(this.table.rows()).extracting(ProcessTable.Row::pid).containsExactly(1L);
			tick(Duration.ofMillis(9));
		}
		assertThat(this.reads).hasValue(1);
	}

	@Test
	void rowsWhenASecondHasPassedThenAreReadAgain() {
		this.table.rows();
		tick(Duration.ofMillis(999));
		assertThat(this.table.rows()).extracting(ProcessTable.Row::pid).containsExactly(1L);
		tick(Duration.ofMillis(1));
		assertThat(this.table.rows()).extracting(ProcessTable.Row::pid).containsExactly(2L);
	}

	@Test
	void freshRowsWhenAskedThenAreReadAtOnce() {
		this.table.rows();
		assertThat(this.table.freshRows()).extracting(ProcessTable.Row::pid).containsExactly(2L);
		assertThat(this.table.rows()).extracting(ProcessTable.Row::pid).containsExactly(2L);
	}

}
