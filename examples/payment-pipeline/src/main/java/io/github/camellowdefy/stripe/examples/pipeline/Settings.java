// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.examples.pipeline;

import java.util.HashMap;
import java.util.Map;

/**
 * Where the broker, the database and Stripe are, by environment variables. What routes need is read
 * by {@code application.properties}.
 */
record Settings(Map<String, String> environment) {

    static final String KAFKA = "KAFKA_BOOTSTRAP_SERVERS";
    static final String DATABASE = "DATABASE_URL";
    static final String DATABASE_USER = "DATABASE_USER";
    static final String DATABASE_PASSWORD = "DATABASE_PASSWORD";
    static final String STRIPE_KEY = "STRIPE_SECRET_KEY";
    static final String STRIPE_URL = "STRIPE_API_BASE";
    static final String WEBHOOK_SECRET = "STRIPE_WEBHOOK_SECRET";
    static final String PORT = "PORT";
    static final String BUDGET = "REQUESTS_PER_SECOND";
    static final String MAXIMUM = "ORDERS_MAXIMUM";

    /** The value of a variable, or null. */
    String get(String name) {
        String value = environment.get(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    /**
     * The value of a variable.
     *
     * @throws IllegalArgumentException when it is not set
     */
    String require(String name) {
        String value = get(name);
        if (value == null) {
            throw new IllegalArgumentException(
                    "The environment variable %s is not set; an instance needs %s, %s and %s."
                            .formatted(name, KAFKA, DATABASE, STRIPE_KEY));
        }
        return value;
    }

    /**
     * The value of a variable that is a number.
     *
     * @throws IllegalArgumentException when it is none
     */
    long number(String name, long unset) {
        String value = get(name);
        try {
            return value == null ? unset : Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "The environment variable %s is \"%s\"; expected a whole number."
                            .formatted(name, value),
                    e);
        }
    }

    boolean has(String name) {
        return get(name) != null;
    }

    /** The same settings, but for one variable. */
    Settings with(String name, String value) {
        Map<String, String> changed = new HashMap<>(environment);
        changed.put(name, value);
        return new Settings(changed);
    }

    /** The URL of the database without what may be a secret. */
    String databasePlace() {
        String url = require(DATABASE);
        int query = url.indexOf('?');
        String place = query < 0 ? url : url.substring(0, query);
        return place.replaceFirst("//[^/@]*@", "//");
    }
}
