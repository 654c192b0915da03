// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.lowdefy;

import io.github.camellowdefy.stripe.StripeConstants;
import io.github.camellowdefy.stripe.lowdefy.yaml.NodeText;
import io.github.camellowdefy.stripe.lowdefy.yaml.Place;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Expression;
import org.apache.camel.LineNumberAware;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.FromDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.SetBodyDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.model.language.ExpressionDefinition;
import org.apache.camel.model.language.LanguageExpression;
import org.apache.camel.spi.Resource;

/**
 * One route for each request: the body becomes what the request's operators make of it, then the
 * operation is called. Every node tells file and line.
 */
final class LowdefyRouteBuilder extends RouteBuilder {

    private final List<CompiledRequest> requests;

    LowdefyRouteBuilder(CamelContext context, Resource resource, List<CompiledRequest> requests) {
        super(context);
        setResource(resource);
        this.requests = requests;
    }

    @Override
    public void configure() {
        getRouteCollection().setResource(getResource());
        requests.forEach(request -> getRouteCollection().route(route(request)));
    }

    private RouteDefinition route(CompiledRequest request) {
        RequestDefinition definition = request.definition();
        Place place = definition.place();
        RouteDefinition route = new RouteDefinition();
        route.setCamelContext(getContext());
        route.setResource(getResource());
        route.routeId(definition.id());
        route.routeDescription(request.description());
        route.group(StripeConstants.LOWDEFY_GROUP);
        FromDefinition from = new FromDefinition("direct:" + definition.id());
        route.setInput(at(place, from));
        ExpressionDefinition body =
                new CompiledDefinition(NodeText.yaml(request.arguments()), request.body())
                        .copyDefinition();
        route.addOutput(at(request.arguments().place(), new SetBodyDefinition(body)));
        if (request.operation() != null) {
            ToDefinition to =
                    new ToDefinition(request.uri() + "?connection=#bean:" + request.connection());
            route.addOutput(at(definition.properties().place(), to));
        }
        return at(place, route);
    }

    private static <T extends LineNumberAware> T at(Place place, T node) {
        node.setLocation(place.file());
        node.setLineNumber(place.line());
        return node;
    }

    /**
     * An expression of the language {@code lowdefy} that is compiled already. Its copy is a plain
     * {@code LanguageExpression}, which dumps know how to write.
     */
    private static final class CompiledDefinition extends LanguageExpression {

        CompiledDefinition(String text, Expression compiled) {
            super(LowdefyLanguage.NAME, text);
            setTrim("false");
            setExpressionValue(compiled);
        }
    }
}
