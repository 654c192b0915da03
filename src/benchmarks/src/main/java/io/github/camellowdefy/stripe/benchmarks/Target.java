// SPDX-License-Identifier: Apache-2.0
package io.github.camellowdefy.stripe.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Where a benchmark's calls go: a server on loopback and the certificate it shows. */
record Target(String url, Path keyStore, String password) {

    /** Trusts this server and no other. */
    SSLContext trust() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keyStore)) {
            store.load(in, password.toCharArray());
        }
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    /** Has clients trust it that know no settings but the JVM's. */
    void trustEverywhere() throws IOException, GeneralSecurityException {
        SSLContext trust = trust();
        SSLContext.setDefault(trust);
        HttpsURLConnection.setDefaultSSLSocketFactory(trust.getSocketFactory());
    }
}
