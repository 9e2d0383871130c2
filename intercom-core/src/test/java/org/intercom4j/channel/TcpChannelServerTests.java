package org.intercom4j.channel;

class TcpChannelServerTests extends ChannelServerContract {

	TcpChannelServerTests() {
		super(Transport.TCP);
	}

}
