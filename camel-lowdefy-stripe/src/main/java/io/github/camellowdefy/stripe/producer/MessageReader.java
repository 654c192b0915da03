// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.producer;

import io.github.camellowdefy.stripe.StripeConstants;
import io.github.camellowdefy.stripe.call.AllowedOperations;
import io.github.camellowdefy.stripe.call.CallDefaults;
import io.github.camellowdefy.stripe.call.CallOptions;
import io.github.camellowdefy.stripe.call.CallReader;
import io.github.camellowdefy.stripe.call.InvalidStripeCallException;
import io.github.camellowdefy.stripe.call.StripeCall;
import io.github.camellowdefy.stripe.call.body.BodyReader;
import io.github.camellowdefy.stripe.call.body.BodyReader.Limits;
import io.github.camellowdefy.stripe.catalog.Operation;
import io.github.camellowdefy.stripe.catalog.OperationCatalog;
import java.io.IOException;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Reads the one call a message makes at an endpoint, from its body and its headers. */
final class MessageReader {

    /** One for all endpoints: making one takes longer than anything else at their start. */
    private static final CallReader CALLS = new CallReader(OperationCatalog.get(), Limits.DEFAULT);

    private final BodyContent content;
    private final CallReader.Prefix prefix;
    private final CallDefaults defaults;
    private final AllowedOperations allowed;
    private final boolean pathInHeader;

    /**
     * @param path the path of the endpoint; where it is empty the header {@code
     *     CamelStripeOperation} may give one
     * @throws InvalidStripeCallException when the path cannot lead to an operation, or only to some
     *     that are not allowed
     */
    MessageReader(String path, CallDefaults defaults, String allowedOperations) {
        OperationCatalog catalog = OperationCatalog.get();
        this.content = new BodyContent(Limits.DEFAULT.textBytes());
        this.allowed = AllowedOperations.of(allowedOperations, catalog);
        this.defaults = defaults;
        this.prefix = CALLS.prefix(path);
        this.pathInHeader = prefix.name().isEmpty();
        allowed.check(prefix);
    }

    /**
     * @throws InvalidStripeCallException when the message is not exactly one call, or one that is
     *     not allowed
     */
    StripeCall read(Exchange exchange) throws IOException {
        try {
            return call(exchange);
        } catch (InvalidStripeCallException | IOException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            throw BodyReader.unreadable(e);
        }
    }

    private StripeCall call(Exchange exchange) throws IOException {
        Message message = exchange.getMessage();
        CallReader.Prefix start =
                pathInHeader ? CALLS.prefix(text(message, StripeConstants.OPERATION)) : prefix;
        Object body = message.getBody();
        StripeCall call =
                CALLS.read(
                        start,
                        // a map is never a file or a stream, nor kept elsewhere by Camel
                        body instanceof Map ? body : content.read(exchange, start.takesFile()),
                        message.hasHeaders() ? withHeaders(message) : defaults,
                        value -> CamelValues.plain(value, exchange));
        allowed.check(call);
        return call;
    }

    private CallDefaults withHeaders(Message message) {
        return defaults.with(
                message.getHeader(StripeConstants.OBJECT_ID),
                CallOptions.of(
                        text(message, StripeConstants.IDEMPOTENCY_KEY),
                        text(message, StripeConstants.ACCOUNT),
                        text(message, StripeConstants.CONTEXT),
                        text(message, StripeConstants.API_VERSION)));
    }

    /** The dotted name the endpoint's path leads to; empty where the message decides. */
    String path() {
        return prefix.name();
    }

    /** Whether a message can lead to an operation of the catalog that fits. */
    boolean leadTo(Predicate<Operation> fits) {
        return prefix.leadsTo(fits);
    }

    private static String text(Message message, String header) {
        return message.getHeader(header, String.class);
    }
}
