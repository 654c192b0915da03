/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.camellowdefy.stripe;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What is logged from now on until it is closed: ours from INFO on, of others what is logged. */
final class LogLines implements AutoCloseable {

    private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    private final Logger ours = (Logger) LoggerFactory.getLogger(LogLines.class.getPackageName());
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    LogLines() {
        ours.setLevel(Level.INFO);
        lines.start();
        root.addAppender(lines);
    }

    List<ILoggingEvent> all() {
        return List.copyOf(lines.list);
    }

    @Override
    public void close() {
        root.detachAppender(lines);
        ours.setLevel(null);
    }
}
