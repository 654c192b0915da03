// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy;

import io.github.camellowdefy.stripe.call.CallDefaults;
import io.github.camellowdefy.stripe.call.CallReader;
import io.github.camellowdefy.stripe.call.InvalidStripeCallException;
import io.github.camellowdefy.stripe.call.body.BodyReader.Limits;
import io.github.camellowdefy.stripe.catalog.OperationCatalog;
import io.github.camellowdefy.stripe.lowdefy.expression.CallBody;
import io.github.camellowdefy.stripe.lowdefy.expression.Expression;
import io.github.camellowdefy.stripe.lowdefy.expression.Expression.Literal;
import io.github.camellowdefy.stripe.lowdefy.expression.ExpressionCompiler;
import io.github.camellowdefy.stripe.lowdefy.yaml.LowdefyFileException;
import io.github.camellowdefy.stripe.lowdefy.yaml.Node;
import io.github.camellowdefy.stripe.lowdefy.yaml.Node.Mapping;
import io.github.camellowdefy.stripe.lowdefy.yaml.Node.Scalar;
import io.github.camellowdefy.stripe.lowdefy.yaml.Node.Sequence;
import io.github.camellowdefy.stripe.lowdefy.yaml.Node.Unresolved;
import io.github.camellowdefy.stripe.lowdefy.yaml.NodeText;
import io.github.camellowdefy.stripe.lowdefy.yaml.Place;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Makes requests ready and refuses those that could never become a call: an unknown operation, two
 * of them, an operator that is not supported, and, where no operator is left to be evaluated,
 * everything else that is wrong with a call.
 */
record RequestCompiler(UnaryOperator<String> secrets, Clock clock) {

    private static final String RAW_REQUEST = "rawRequest";

    private static final CallReader CALLS = new CallReader(OperationCatalog.get(), Limits.DEFAULT);

    CompiledRequest compile(RequestDefinition request) {
        Node properties = request.properties();
        if (properties instanceof Unresolved unresolved) {
            throw unresolved.refusal();
        }
        if (!(properties instanceof Mapping mapping) || mapping.entries().isEmpty()) {
            throw refused(
                    request,
                    properties,
                    "properties is %s, expected a map that leads to a method, such as {customers: {list: {limit: 30}}}"
                            .formatted(properties.describe()));
        }
        return isEventCheck(properties) ? eventCheck(request) : call(request);
    }

    private CompiledRequest call(RequestDefinition request) {
        Node rest = request.properties();
        CallReader.Prefix prefix = CALLS.prefix("");
        String path = "";
        while (rest instanceof Mapping mapping) {
            Map.Entry<String, Node> entry = onlyEntry(mapping);
            if (entry == null || ExpressionCompiler.isOperator(entry.getKey())) {
                break;
            }
            String longer = path.isEmpty() ? entry.getKey() : path + '/' + entry.getKey();
            try {
                prefix = CALLS.prefix(longer);
            } catch (InvalidStripeCallException e) {
                if (prefix.operations().isEmpty() && !prefix.name().equals(RAW_REQUEST)) {
                    throw refused(request, mapping, e.getMessage());
                }
                break;
            }
            path = longer;
            rest = entry.getValue();
        }
        Expression arguments = ExpressionCompiler.compile(rest);
        check(request, prefix, rest, arguments);
        boolean method = !prefix.operations().isEmpty() || prefix.name().equals(RAW_REQUEST);
        return new CompiledRequest(
                request,
                prefix.name().replace('.', '/'),
                method ? listed(rest) : rest,
                body(request, rest, arguments, takesId(prefix)));
    }

    /**
     * The arguments as an expression of the language {@code lowdefy} writes them: text outside a
     * list would be read as YAML, and an operator may give text. Parameters may stay a map.
     */
    private static Node listed(Node arguments) {
        Place place = arguments.place();
        if (arguments instanceof Scalar) {
            return new Sequence(List.of(arguments), place);
        }
        Map.Entry<String, Node> entry =
                arguments instanceof Mapping mapping ? onlyEntry(mapping) : null;
        if (entry == null || !ExpressionCompiler.isOperator(entry.getKey())) {
            return arguments;
        }
        Node both = new Sequence(List.of(new Sequence(List.of(), place), arguments), place);
        return new Mapping(Map.of("_array.concat", both), place);
    }

    /** What holds no operator can be read as a call here and now. */
    private void check(
            RequestDefinition request, CallReader.Prefix prefix, Node rest, Expression arguments) {
        boolean resource = prefix.operations().isEmpty() && !prefix.name().equals(RAW_REQUEST);
        if (arguments instanceof Literal literal) {
            try {
                CALLS.read(prefix, CallBody.of(literal.value(), false, false), CallDefaults.NONE);
            } catch (InvalidStripeCallException e) {
                throw refused(request, rest, e.getMessage());
            }
        } else if (resource && rest instanceof Mapping mapping && onlyEntry(mapping) == null) {
            throw refused(
                    request,
                    rest,
                    "a request is one call, but here are the keys "
                            + String.join(", ", mapping.entries().keySet()));
        }
    }

    private CompiledRequest eventCheck(RequestDefinition request) {
        Node arguments = request.properties();
        for (String key : ConstructEvent.PATH) {
            arguments = arguments.get(key);
        }
        return new CompiledRequest(
                request,
                null,
                arguments,
                new ConstructEvent(
                        body(request, arguments, ExpressionCompiler.compile(arguments), false),
                        request.place(),
                        clock));
    }

    private static boolean isEventCheck(Node properties) {
        Node node = properties;
        for (String key : ConstructEvent.PATH) {
            boolean leads = node instanceof Mapping mapping && mapping.entries().size() == 1;
            node = leads ? node.get(key) : null;
        }
        return node != null;
    }

    private static boolean takesId(CallReader.Prefix prefix) {
        return prefix.operations().stream().anyMatch(operation -> !operation.idNames().isEmpty());
    }

    private RequestExpression body(
            RequestDefinition request, Node rest, Expression arguments, boolean takesId) {
        return new RequestExpression(
                arguments,
                secrets,
                request.payload(),
                request.place(),
                takesId,
                NodeText.holdsSecret(rest));
    }

    private static Map.Entry<String, Node> onlyEntry(Mapping mapping) {
        List<String> keys = mapping.keys();
        return keys.size() == 1 ? Map.entry(keys.get(0), mapping.get(keys.get(0))) : null;
    }

    private static LowdefyFileException refused(
            RequestDefinition request, Node at, String message) {
        return at.place().refusal("request " + request.id() + ": " + message);
    }
}
