namespace PrivacyGateway.Tests.Configuration.Validation;

/// <summary>As <see cref="UselessValues"/>, for values that are useful only in odd cases and therefore a warning.</summary>
internal static class IneffectiveValues
{
    private const string P = "$.PrivacyGateway.Policies.default";
    private const string G = "$.PrivacyGateway";

    public static TheoryData<string, string, string> Warnings => new()
    {
        // Listeners and TLS.
        { """{ "PrivacyGateway.Admin.Url": "http://admin.shop.example:8081" }""", $"{G}.Admin.Url", "listens on every address" },
        { """{ "PrivacyGateway.Admin.Url": "http://*:8080" }""", $"{G}.Admin.Url", "the public listener's default" },
        { """{ "PrivacyGateway.Https.hstsDays": 30 }""", $"{G}.Https.hstsDays", "no response is sent over TLS" },
        { """{ "PrivacyGateway.Https.redirect": true }""", $"{G}.Https.redirect", "led in a circle" },
        { """{ "PrivacyGateway.Acme.challengeDirectory": "/acme", "Kestrel": { "Endpoints": { "Https": { "Url": "https://*:443" } }, "Certificates": { "Default": { "Path": "a.pem" } } } }""", $"{G}.Acme", "port 80" },
        { """{ "Kestrel.Endpoints.Http": { "Url": "http://*:80", "SslProtocols": ["Tls13"] } }""", "$.Kestrel.Endpoints.Http.SslProtocols",
            "speaks no TLS" },
        { """{ "Kestrel.Endpoints.Http.Url": "http://track.shop.example:8088" }""", "$.Kestrel.Endpoints.Http.Url",
            "listens on every address" },
        { """{ "Kestrel.Endpoints.Https": { "Url": "https://*:443", "Certificate": { "Path": "a.pem" }, "Sni": { "trak.shop.example": { "Protocols": "Http1" } } } }""", "$.Kestrel.Endpoints.Https.Sni['trak.shop.example']", "no route has this host" },
        { """{ "AllowedHosts": "track.shop.example" }""", "$.AllowedHosts", "has no effect" },
        { """{ "PrivacyGateway.AccessLog": true, "Logging.LogLevel.Default": "Warning" }""", $"{G}.AccessLog", "none is written" },
        { """{ "PrivacyGateway.AccessLog": true, "Logging.LogLevel": { "Default": "Debug", "PrivacyGateway": "Error" } }""",
            $"{G}.AccessLog", "\"PrivacyGateway.AccessLog\": \"Information\"" },

        // Balancers.
        { """{ "PrivacyGateway.KnownProxies": ["172.0.0.0/8"] }""", $"{G}.KnownProxies[0]", "large part of the public internet" },
        { """{ "PrivacyGateway.KnownProxies": ["10.0.0.0/8", "10.1.0.0/16"] }""", $"{G}.KnownProxies[1]",
            "covers \"10.1.0.0/16\" already" },
        { """{ "PrivacyGateway.KnownProxies": ["10.0.0.0/8", "10.1.2.3"] }""", $"{G}.KnownProxies[1]", "covers" },
        { """{ "PrivacyGateway.KnownProxies": ["10.0.0.1", "10.0.0.1"] }""", $"{G}.KnownProxies[1]", "already, at [0]" },

        // Limits.
        { """{ "PrivacyGateway.Limits.addressBurst": 50 }""", $"{G}.Limits.addressBurst", "requestsPerAddress is 0" },
        { $$"""{ "{{ConfigSample.Policy}}.limits": { "bodyBytes": 262144, "batchLines": 10000 } }""", $"{P}.limits.batchLines",
            "no batch reaches 10000 lines within bodyBytes (262144)" },
        { $$"""{ "{{ConfigSample.Policy}}.limits.batchLines": 10000 }""", $"{P}.limits.batchLines", "Write at most 6553" },
        { $$"""{ "{{ConfigSample.Policy}}.limits.bodyBytes": 1 }""", $"{P}.limits.bodyBytes", "30720" },
        { $$"""{ "{{ConfigSample.Policy}}.limits.bodyBytes": 25165824, "PrivacyGateway.Limits.bufferedBytes": 1048576 }""",
            $"{P}.limits.bodyBytes", "bufferedBytes" },
        { """{ "PrivacyGateway.Shutdown.graceSeconds": 1 }""", $"{G}.Shutdown.graceSeconds", "4500 milliseconds" },

        // The track domain.
        { """{ "ReverseProxy.Clusters.other.Destinations.primary.Address": "https://other.example/" }""", "$.ReverseProxy.Clusters.other",
            "no route leads to this cluster" },
        { """{ "ReverseProxy.Clusters.other.Destinations.primary.Address": "https://other.example/", "PrivacyGateway.TrackDomains.other.retries": 1 }""", $"{G}.TrackDomains.other", "no route leads to this cluster" },
        { """{ "PrivacyGateway.Policies.spare.userIdentification.enableAnonymousFunction": false }""", $"{G}.Policies.spare",
            "no route names this policy" },
        { $$"""{ "{{ConfigSample.Route}}.Metadata.PrivacyPolicy": "none" }""", "$.ReverseProxy.Routes",
            "every route has the policy \"none\"" },
        { $$"""{ "{{ConfigSample.Cluster}}.Metadata.AllowPlainHttp": "true" }""",
            "$.ReverseProxy.Clusters.track-domain.Metadata.AllowPlainHttp", "no destination has an http address" },
        { $$"""{ "{{ConfigSample.Cluster}}.Metadata.AllowPlainHtp": "true" }""",
            "$.ReverseProxy.Clusters.track-domain.Metadata.AllowPlainHtp", "Did you mean \"AllowPlainHttp\"?" },
        { $$"""{ "{{ConfigSample.Cluster}}.Destinations.second.Address": "https://track-domain.example" }""",
            "$.ReverseProxy.Clusters.track-domain.Destinations.second.Address", "twice" },
        { $$"""{ "{{ConfigSample.Cluster}}.Destinations.primary.Address": "https://203.0.113.7/" }""",
            "$.ReverseProxy.Clusters.track-domain.Destinations.primary.Address", "certificate" },
        { """{ "PrivacyGateway.TrackDomains.track-domain": { "retries": 5, "retryDelayMilliseconds": 1000 } }""",
            $"{G}.TrackDomains.track-domain.retries", "31000 milliseconds" },
        { """{ "PrivacyGateway.TrackDomains.track-domain": { "retries": 0, "retryDelayMilliseconds": 50 } }""",
            $"{G}.TrackDomains.track-domain.retryDelayMilliseconds", "retries is 0" },
        { """{ "PrivacyGateway.TrackDomains.track-domain.breakerMinimum": 1000000 }""", $"{G}.TrackDomains.track-domain.breakerMinimum",
            "never opens" },

        // Delivery.
        { """{ "PrivacyGateway.Spool.maxRows": 10 }""", $"{G}.Spool", "without a DataDirectory" },
        { $$"""{ "PrivacyGateway.DataDirectory": "/data", "PrivacyGateway.Spool.maxRows": 10, "{{ConfigSample.Policy}}.delivery": "atMostOnce" }""", $"{G}.Spool", "\"atMostOnce\"" },
        { $$"""{ "{{ConfigSample.Policy}}.spoolIdentified": true }""", $"{P}.spoolIdentified", "without a DataDirectory" },
        { $$"""{ "PrivacyGateway.DataDirectory": "/data", "{{ConfigSample.Policy}}.spoolIdentified": true, "{{ConfigSample.Policy}}.delivery": "atMostOnce" }""", $"{P}.spoolIdentified", "atMostOnce" },
        { $$"""{ "PrivacyGateway.DataDirectory": "/data", "PrivacyGateway.Spool.maxBytes": 1048576, "{{ConfigSample.Policy}}.limits.bodyBytes": 25165824 }""", $"{P}.limits.bodyBytes", "never spooled" },

        // Cookies.
        { $$"""{ "{{ConfigSample.Policy}}.consentValues": ["yes"] }""", $"{P}.consentValues", "opt-out polarity" },
        { $$"""{ "{{ConfigSample.Policy}}.consentMaxAge": 180 }""", $"{P}.consentMaxAge", "opt-out polarity" },
        { $$"""{ "{{ConfigSample.User}}.enableAnonymousFunction": false, "{{ConfigSample.Policy}}.consentMaxAge": 180 }""",
            $"{P}.consentMaxAge", "enableAnonymousFunction is false" },
        { $$"""{ "{{ConfigSample.User}}.enableAnonymousFunction": false, "{{ConfigSample.Policy}}.invisibleCookies": "byCookie" }""",
            $"{P}.invisibleCookies", "enableAnonymousFunction is false" },
        { $$"""{ "{{ConfigSample.User}}.enableAnonymousFunction": false, "{{ConfigSample.Policy}}.refreshOptOut": true }""",
            $"{P}.refreshOptOut", "enableAnonymousFunction is false" },
        { $$"""{ "{{ConfigSample.Policy}}.refreshOptOut": true }""", $"{P}.refreshOptOut", "allowedOrigins is empty" },
        { $$"""{ "{{ConfigSample.Policy}}.optOutCookies": [] }""", $"{P}.optOutCookies", "no full opt-out" },
        { $$"""{ "{{ConfigSample.Policy}}.allowedOrigins": ["https://www.other.example"] }""", $"{P}.allowedOrigins[0]",
            "another site than this policy's hosts (shop.example)" },
        { $$"""{ "{{ConfigSample.Policy}}.allowedOrigins": ["https://a.co.uk"], "{{ConfigSample.Policy}}.cookieDomain": "b.co.uk", "{{ConfigSample.Route}}.Match.Hosts": ["track.b.co.uk"] }""", $"{P}.allowedOrigins[0]", "another site" },
        { $$"""{ "{{ConfigSample.User}}.enableAnonymousFunction": false, "{{ConfigSample.Policy}}.optOutCookies": [], "{{ConfigSample.Policy}}.allowedOrigins": ["https://www.shop.example"] }""", $"{P}.allowedOrigins", "no cookie that these pages could change" },
        { $$"""{ "{{ConfigSample.Policy}}.signals.cookies.banner": { "cookie": "miCookieOptOut", "match": "1", "means": "denied" } }""",
            $"{P}.signals.cookies.banner.cookie", "is the anonymous cookie" },
        { $$"""{ "{{ConfigSample.Policy}}.signals.cookies.banner": { "cookie": "webtrekkOptOut", "match": "1", "means": "denied" } }""",
            $"{P}.signals.cookies.banner.cookie", "stands in optOutCookies" },

        // Consent platforms.
        { $$"""{ "{{ConfigSample.Policy}}.signals.platformsMay": "standInForCookie" }""", $"{P}.signals.platformsMay", "opt-out polarity" },
        { $$"""{ "{{ConfigSample.Policy}}.signals.cookiebot": ["necessary", "statistics"] }""", $"{P}.signals.cookiebot", "adds nothing" },
        { $$"""{ "{{ConfigSample.Policy}}.signals.oneTrust": ["COO2"] }""", $"{P}.signals.oneTrust[0]",
            "groups= in the cookie OptanonConsent" },
        { $$"""{ "{{ConfigSample.Policy}}.signals.oneTrust": ["C002"] }""", $"{P}.signals.oneTrust[0]", "Did you mean \"C0002\"?" },
        { $$"""{ "{{ConfigSample.Policy}}.signals.oneTrust": ["analytics"] }""", $"{P}.signals.oneTrust[0]", "every visitor is anonymous" },
        { $$"""{ "{{ConfigSample.Policy}}.signals.tcf.purposes": [1, 8, 8] }""", $"{P}.signals.tcf.purposes[2]", "already, at [1]" },

        // Paths, redirects, parameters.
        { $$"""{ "{{ConfigSample.Policy}}.staticPaths": ["/js/", "/js/wt.js"] }""", $"{P}.staticPaths[1]", "covers it already" },
        { $$"""{ "{{ConfigSample.Policy}}.staticPaths": ["/js/"], "{{ConfigSample.Route}}.Match.Path": "/111111111111111/{**rest}" }""",
            $"{P}.staticPaths[0]", "no route of this policy serves" },
        { """{ "PrivacyGateway.ScriptCache.sizeMegabytes": 64 }""", $"{G}.ScriptCache", "no policy has staticPaths" },
        { $$"""{ "PrivacyGateway.ScriptCache": { "enabled": false, "sizeMegabytes": 64 }, "{{ConfigSample.Policy}}.staticPaths": ["/js/"] }""", $"{G}.ScriptCache", "enabled is false" },
        { $$"""{ "{{ConfigSample.Policy}}.optOutRedirects": ["http://www.shop.example/privacy"] }""", $"{P}.optOutRedirects[0]",
            "Write https" },
        { $$"""{ "{{ConfigSample.Policy}}.optOutRedirects": ["https://www.shop.example/", "https://www.shop.example/privacy"] }""",
            $"{P}.optOutRedirects[1]", "covers it already" },
        { $$"""{ "{{ConfigSample.User}}.suppressParameter": ["cd", "eid"] }""", $"{P}.userIdentification.suppressParameter",
            "anyway: eid" },
        { $$"""{ "{{ConfigSample.Policy}}.level": "strict" }""", $"{P}.userIdentification.suppressParameter",
            "anyway (level \"strict\"): cd" },
        { $$"""{ "{{ConfigSample.User}}.suppressParameter": ["cd", "CD"] }""", $"{P}.userIdentification.suppressParameter[1]",
            "already, at [0]" },
        { $$"""{ "{{ConfigSample.Policy}}.allowedOrigins": ["https://www.shop.example", "https://www.shop.example"] }""",
            $"{P}.allowedOrigins[1]", "already, at [0]" },
    };
}
