package org.intercom4j.channel;

class UnixMessageChannelDeliveryTests extends MessageChannelDeliveryContract {

	UnixMessageChannelDeliveryTests() {
		super(Transport.UNIX);
	}

}
