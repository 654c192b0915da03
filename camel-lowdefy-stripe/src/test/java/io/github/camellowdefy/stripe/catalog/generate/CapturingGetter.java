// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.catalog.generate;

import com.stripe.model.StripeObject;
import com.stripe.net.ApiMode;
import com.stripe.net.ApiRequest;
import com.stripe.net.ApiResource.RequestMethod;
import com.stripe.net.BaseAddress;
import com.stripe.net.RequestOptions;
import com.stripe.net.StripeResponseGetter;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.util.Locale;
import java.util.Map;

/** Writes a request of stripe-java down instead of sending it, and answers nothing. */
final class CapturingGetter implements StripeResponseGetter {

    /**
     * A request as it would have gone out.
     *
     * @param stream whether the answer would have been read as a file
     */
    record Request(String verb, String base, String path, boolean stream) {

        private static Request of(ApiRequest request, boolean stream) {
            return new Request(
                    request.getMethod().name(),
                    request.getBaseAddress().name().toLowerCase(Locale.ROOT),
                    request.getPath(),
                    stream);
        }
    }

    private Request captured;

    /** The request the method just called has built. */
    Request captured(String method) {
        if (captured == null) {
            throw new IllegalStateException(method + " of stripe-java has sent no request");
        }
        return captured;
    }

    void forget() {
        captured = null;
    }

    @Override
    public <T extends StripeObject> T request(ApiRequest request, Type type) {
        captured = Request.of(request, false);
        return null;
    }

    @Override
    public InputStream requestStream(ApiRequest request) {
        captured = Request.of(request, true);
        return null;
    }

    @Override
    @SuppressWarnings({"deprecation", "TypeParameterUnusedInFormals"})
    public <T extends StripeObject> T request(
            BaseAddress base,
            RequestMethod verb,
            String path,
            Map<String, Object> params,
            Type type,
            RequestOptions options,
            ApiMode mode) {
        return request(new ApiRequest(base, verb, path, params, options), type);
    }

    @Override
    @SuppressWarnings("deprecation")
    public InputStream requestStream(
            BaseAddress base,
            RequestMethod verb,
            String path,
            Map<String, Object> params,
            RequestOptions options,
            ApiMode mode) {
        return requestStream(new ApiRequest(base, verb, path, params, options));
    }
}
