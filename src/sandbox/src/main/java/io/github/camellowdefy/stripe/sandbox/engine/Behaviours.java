// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.engine;

import io.github.camellowdefy.stripe.sandbox.schema.Route;
import java.util.LinkedHashMap;
import java.util.Map;

/** Behaviours by verb and path template, and jobs by name. */
public final class Behaviours {

    /** Contributes behaviours to the table when a sandbox is built. */
    @FunctionalInterface
    public interface Module {
        /** Registers what the module knows. */
        void register(Behaviours table);
    }

    private final Map<String, Behaviour> byOperation = new LinkedHashMap<>();
    private final Agenda agenda;

    Behaviours(Agenda agenda) {
        this.agenda = agenda;
    }

    /**
     * Registers a behaviour; the last one wins.
     *
     * @param operation verb and path template, such as {@code POST
     *     /v1/payment_intents/{intent}/confirm}; the names of the ids do not matter. A path the
     *     catalog lacks becomes one more route.
     */
    public Behaviours on(String operation, Behaviour behaviour) {
        byOperation.put(key(operation), behaviour);
        return this;
    }

    /** Registers the job that plans of this name are carried out by. */
    public Behaviours job(String name, Agenda.Job job) {
        agenda.on(name, job);
        return this;
    }

    Behaviour find(Route route) {
        return byOperation.get(route.verb() + ' ' + route.template());
    }

    Iterable<String> operations() {
        return byOperation.keySet();
    }

    private static String key(String operation) {
        int space = operation.indexOf(' ');
        String path = operation.substring(space + 1);
        return operation.substring(0, space) + " /" + String.join("/", Route.segments(path));
    }
}
