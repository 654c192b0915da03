// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.http;

import java.io.IOException;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connector that closes every connection when it stops. Jetty alone leaves those open that it has
 * accepted in the very moment, and their clients would wait for ever.
 */
final class TrackingConnector extends ServerConnector {

    private static final Logger LOG = LoggerFactory.getLogger(TrackingConnector.class);

    private final Set<SocketChannel> channels = ConcurrentHashMap.newKeySet();
    private final Semaphore accepting = new Semaphore(1);

    TrackingConnector(Server server, ConnectionFactory... protocols) {
        super(server, 1, 1, protocols);
    }

    @Override
    protected void configure(Socket socket) {
        super.configure(socket);
        channels.removeIf(channel -> !channel.isOpen());
        channels.add(socket.getChannel());
        if (!isRunning()) {
            // accepted while the others were being closed
            close(socket.getChannel());
        }
    }

    /**
     * By closing what they accept from. An interrupt that meets a connection just accepted loses
     * it: the JDK then neither returns nor closes it, and its client would wait for ever. The
     * system refuses connections only when nobody is left who waits for one.
     */
    @Override
    protected void interruptAcceptors() {
        close();
        accepting.acquireUninterruptibly();
        accepting.release();
    }

    @Override
    public void accept(int acceptor) throws IOException {
        accepting.acquireUninterruptibly();
        try {
            super.accept(acceptor);
        } finally {
            accepting.release();
        }
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        channels.forEach(TrackingConnector::close);
        channels.clear();
    }

    /** Closes it without Jetty's farewell, should the peer not have done so already. */
    static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("The peer was faster", e);
        }
    }
}
