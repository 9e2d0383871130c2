package org.intercom4j.dnode;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class LazyMapperTests {

	private final AtomicInteger asked = new AtomicInteger();

	private final SessionOptions options = SessionOptions.builder().jsonMapper(() -> {
		this.asked.incrementAndGet();
		return JsonMapper.shared();
	}).build();

	@Test
	void requestWhenNothingIsBoundThenNoMapperIsAskedFor() {
		Side side = new Side(this.options);
		side.session.start();
		side.session.request("f", "text", 1, List.of(true), (Callback) (args) -> {
		});
		assertThat(side.frames).hasSize(2);
		assertThat(this.asked).hasValue(0);
	}

	@Test
	void requestWhenObjectsAreBoundThenTheMapperIsAskedForOnce() {
		Side side = new Side(this.options);
		this.options.warmUp();
		side.session.request("f", new Point(1));
		side.session.request("f", new Point(2));
		assertThat(side.frames).first().asString().contains("{\"x\":1}");
		assertThat(this.asked).hasValue(1);
	}

	record Point(int x) {
	}

}
