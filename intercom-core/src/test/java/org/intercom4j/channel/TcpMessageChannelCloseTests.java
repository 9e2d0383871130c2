package org.intercom4j.channel;

class TcpMessageChannelCloseTests extends MessageChannelCloseContract {

	TcpMessageChannelCloseTests() {
		super(Transport.TCP);
	}

}
