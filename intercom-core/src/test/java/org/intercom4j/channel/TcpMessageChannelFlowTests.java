package org.intercom4j.channel;

class TcpMessageChannelFlowTests extends MessageChannelFlowContract {

	TcpMessageChannelFlowTests() {
		super(Transport.TCP);
	}

}
