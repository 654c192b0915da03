// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.examples.springboot;

import io.github.camellowdefy.stripe.springboot.StripeSandboxConfiguration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Profile;

/**
 * A small shop: Stripe takes the payments when {@code STRIPE_SECRET_KEY} is set, else a sandbox.
 */
@SpringBootApplication
public class Shop {

    public static void main(String[] args) {
        SpringApplication shop = new SpringApplication(Shop.class);
        shop.setAdditionalProfiles(
                System.getenv("STRIPE_SECRET_KEY") == null ? "sandbox" : "stripe");
        shop.run(args);
    }

    @Configuration(proxyBeanMethods = false)
    @Profile("sandbox")
    @Import(StripeSandboxConfiguration.class)
    static class Sandbox {}
}
