package org.intercom4j.channel;

class UnixMessageChannelFlowTests extends MessageChannelFlowContract {

	UnixMessageChannelFlowTests() {
		super(Transport.UNIX);
	}

}
