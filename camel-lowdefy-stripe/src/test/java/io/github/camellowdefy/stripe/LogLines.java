// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/**
 * What is logged from now on until it is closed: ours from INFO on, of others what is logged.
 * Threads that are there already, but for the caller's, belong to tests before this one, and may be
 * ending noisily.
 */
public final class LogLines implements AutoCloseable {

    private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    private final Logger ours = (Logger) LoggerFactory.getLogger(LogLines.class.getPackageName());
    private final Set<Thread> earlier = new HashSet<>(Thread.getAllStackTraces().keySet());
    private final List<ILoggingEvent> lines = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> appender =
            new AppenderBase<>() {
                @Override
                protected void append(ILoggingEvent event) {
                    if (!earlier.contains(Thread.currentThread())) {
                        lines.add(event);
                    }
                }
            };

    public LogLines() {
        earlier.remove(Thread.currentThread());
        ours.setLevel(Level.INFO);
        appender.start();
        root.addAppender(appender);
    }

    public List<ILoggingEvent> all() {
        return List.copyOf(lines);
    }

    @Override
    public void close() {
        root.detachAppender(appender);
        ours.setLevel(null);
    }
}
