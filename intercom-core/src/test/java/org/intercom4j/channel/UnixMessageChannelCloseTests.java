package org.intercom4j.channel;

class UnixMessageChannelCloseTests extends MessageChannelCloseContract {

	UnixMessageChannelCloseTests() {
		super(Transport.UNIX);
	}

}
