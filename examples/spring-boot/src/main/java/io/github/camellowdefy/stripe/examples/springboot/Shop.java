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
