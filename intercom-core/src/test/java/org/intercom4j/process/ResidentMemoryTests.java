package org.intercom4j.process;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

class ResidentMemoryTests {

	@Test
	void parseWhenThereIsALineThenIsInBytes() {
		assertThat(ResidentMemory.parse(List.of("Name:\tsleep", "VmHWM:\t    9999 kB", "VmRSS:\t    1720 kB")))
			.isEqualTo(1720 * 1024);
	}

	@Test
	void parseWhenThereIsNoLineThenIsZero() {
		assertThat(ResidentMemory.parse(List.of("Name:\tkthreadd", "State:\tZ (zombie)"))).isZero();
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void memoryWhenOnLinuxThenIsThatOfTheProcess() {
		byte[] block = new byte[32 * 1024 * 1024];
		Arrays.fill(block, (byte) 1);
		assertThat(ResidentMemory.of(List.of(ProcessHandle.current()))).isGreaterThan(block.length);
	}

}
