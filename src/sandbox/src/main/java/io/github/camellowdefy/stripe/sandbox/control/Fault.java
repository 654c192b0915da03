// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.sandbox.control;

/** What can go wrong between a client and Stripe. */
public enum Fault {
    /** The connection is reset; for {@link Faults#refusal} the port refuses new ones. */
    CONNECTION_REFUSED(Stage.BEFORE),
    /** The connection is reset; nothing was done. */
    RESET_BEFORE(Stage.BEFORE),
    /** The connection is closed without an answer; nothing was done. */
    CLOSE_BEFORE(Stage.BEFORE),
    /** The work is done, then the connection is reset. */
    RESET_AFTER(Stage.AFTER),
    /** The work is done, then the connection is closed without an answer. */
    CLOSE_AFTER(Stage.AFTER),
    /** The work is done; the answer breaks off in the middle of its body. */
    TRUNCATED_BODY(Stage.AFTER),
    /** The work is done; the answer has status 200 and half a JSON text, neatly framed. */
    MALFORMED_JSON(Stage.AFTER),
    /** A proxy's 502 page; nothing was done. */
    HTML_502(Stage.BEFORE),
    /** No answer ever; nothing was done. */
    HANG(Stage.BEFORE),
    /** The work is done; the answer comes byte by byte, one in 100 ms. */
    SLOW_DRIP(Stage.AFTER),
    /** 409 with code {@code lock_timeout}; nothing was done. */
    LOCK_409(Stage.BEFORE),
    /** 429 with code {@code lock_timeout}; nothing was done. */
    LOCK_429(Stage.BEFORE),
    /** 429 with code {@code rate_limit}; nothing was done. */
    RATE_LIMIT_429(Stage.BEFORE),
    /** 500; nothing was done. */
    ERROR_500_BEFORE(Stage.BEFORE),
    /** 500, but the work is done; the same idempotency key then gets the true answer. */
    ERROR_500_AFTER(Stage.AFTER),
    /** The work is done; the answer announces fewer bytes than it has. */
    WRONG_CONTENT_LENGTH(Stage.AFTER),
    /** An event is delivered to its webhook endpoints twice. */
    DUPLICATE_DELIVERY(Stage.DELIVERY),
    /** An event is delivered after the one that follows it. */
    REORDERED_DELIVERY(Stage.DELIVERY);

    /** Where a fault strikes. */
    public enum Stage {
        /** Before the request is worked on. */
        BEFORE,
        /** After the request was worked on, before the client has its answer. */
        AFTER,
        /** When an event goes out. */
        DELIVERY
    }

    private final Stage stage;

    Fault(Stage stage) {
        this.stage = stage;
    }

    /** Where it strikes. */
    public Stage stage() {
        return stage;
    }
}
