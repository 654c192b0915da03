// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.Method;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.Connector.Argument;
import com.sun.jdi.connect.LaunchingConnector;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.event.MethodEntryEvent;
import com.sun.jdi.event.VMDisconnectEvent;
import com.sun.jdi.request.BreakpointRequest;
import com.sun.jdi.request.ClassPrepareRequest;
import com.sun.jdi.request.EventRequest;
import com.sun.jdi.request.MethodEntryRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Counts what a reader has to follow to understand one {@code customers/create}: the JDK's debugger
 * interface reports every method of the component that a warmed-up call enters, on any thread.
 */
class CallPathTest {

    private static final String PACKAGE = StripeComponent.class.getPackageName();

    /** What was counted last is 50 and 345; both may only become smaller. */
    private static final int MOST_CLASSES = 50;

    private static final int MOST_ENTRIES = 350;

    @Test
    void aCallGrowsNoLonger() throws Exception {
        List<Method> entered = new Watcher().entered();
        Map<String, Integer> perClass = new TreeMap<>();
        entered.forEach(method -> perClass.merge(sourceOf(method), 1, Integer::sum));

        assertThat(perClass).as("classes entered").hasSizeBetween(10, MOST_CLASSES);
        assertThat(entered)
                .as("methods entered: " + perClass)
                .hasSizeLessThanOrEqualTo(MOST_ENTRIES);
    }

    private static String sourceOf(Method method) {
        return method.declaringType().name().replaceFirst("[$].*", "");
    }

    /** Runs {@link CallPathProgram} and keeps the methods entered between its two marks. */
    private static final class Watcher {

        private final List<Method> entered = new ArrayList<>();

        List<Method> entered() throws Exception {
            VirtualMachine machine = launch();
            try {
                ClassPrepareRequest loaded =
                        machine.eventRequestManager().createClassPrepareRequest();
                loaded.addClassFilter(CallPathProgram.class.getName());
                loaded.enable();
                while (follow(machine.eventQueue().remove())) {
                    // until the second mark
                }
            } finally {
                machine.process().destroyForcibly();
            }
            return entered;
        }

        /** Whether the call is still to come or under way. */
        private boolean follow(EventSet events) {
            for (Event event : events) {
                if (event instanceof VMDisconnectEvent) {
                    return false;
                }
                if (event instanceof ClassPrepareEvent prepared) {
                    stopAt(prepared.referenceType(), "beforeTheCall");
                } else if (event instanceof MethodEntryEvent entry) {
                    if (entry.method().name().equals("afterTheCall")) {
                        return false;
                    }
                    if (isOfTheComponent(entry.method()) && !isTimer(entry.thread())) {
                        entered.add(entry.method());
                    }
                } else if (event.request() instanceof BreakpointRequest) {
                    watch(event.virtualMachine());
                }
            }
            events.resume();
            return true;
        }

        private static void stopAt(ReferenceType program, String mark) {
            program.virtualMachine()
                    .eventRequestManager()
                    .createBreakpointRequest(program.methodsByName(mark).get(0).location())
                    .enable();
        }

        /** Every event stops all threads, so that their order is the order of the entries. */
        private static void watch(VirtualMachine machine) {
            MethodEntryRequest entries = machine.eventRequestManager().createMethodEntryRequest();
            entries.addClassFilter(PACKAGE + ".*");
            entries.setSuspendPolicy(EventRequest.SUSPEND_ALL);
            entries.enable();
        }

        /** Neither the program's own classes nor what the JVM makes of a lambda. */
        private static boolean isOfTheComponent(Method method) {
            String file = sourceOf(method).replace('.', '/') + ".class";
            return !method.declaringType().name().contains("$$")
                    && CallPathTest.class
                            .getClassLoader()
                            .getResource(file)
                            .getPath()
                            .contains("/classes/");
        }

        /** What the timers look after meanwhile is no step of the call. */
        private static boolean isTimer(ThreadReference thread) {
            return thread.name().contains("stripe-timer") || thread.name().contains("StripeWatch");
        }

        private static VirtualMachine launch() throws Exception {
            LaunchingConnector connector = Bootstrap.virtualMachineManager().defaultConnector();
            Map<String, Argument> arguments = connector.defaultArguments();
            arguments.get("main").setValue(CallPathProgram.class.getName());
            arguments
                    .get("options")
                    .setValue("-cp \"" + System.getProperty("java.class.path") + "\"");
            return connector.launch(arguments);
        }
    }
}
