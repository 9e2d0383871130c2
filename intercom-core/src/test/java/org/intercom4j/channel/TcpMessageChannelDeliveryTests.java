package org.intercom4j.channel;

class TcpMessageChannelDeliveryTests extends MessageChannelDeliveryContract {

	TcpMessageChannelDeliveryTests() {
		super(Transport.TCP);
	}

}
