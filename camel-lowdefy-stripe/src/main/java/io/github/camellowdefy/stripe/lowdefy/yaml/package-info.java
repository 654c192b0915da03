/** YAML as Lowdefy reads it (version 1.2, core schema), with the place of every value kept. */
package io.github.camellowdefy.stripe.lowdefy.yaml;
