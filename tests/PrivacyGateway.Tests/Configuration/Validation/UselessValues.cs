namespace PrivacyGateway.Tests.Configuration.Validation;

/// <summary>
/// Values that are accepted one by one and have no effect, or contradict another: the change to a file without mistakes (by path), the
/// location of the finding, and words of its message or remedy. A new kind is a new row.
/// </summary>
internal static class UselessValues
{
    private const string P = "$.PrivacyGateway.Policies.default";
    private const string G = "$.PrivacyGateway";

    /// <summary>Never useful.</summary>
    public static TheoryData<string, string, string> Errors => new()
    {
        // Listeners.
        { """{ "PrivacyGateway.Admin.Url": "localhost:8081" }""", $"{G}.Admin.Url",
            "is not an address to listen on. Write scheme, host and port" },
        { """{ "PrivacyGateway.Admin.Url": "ftp://localhost:8081" }""", $"{G}.Admin.Url", "is not an address to listen on" },
        { """{ "PrivacyGateway.Admin.Url": "http://localhost:8081/admin" }""", $"{G}.Admin.Url", "is not an address to listen on" },
        { """{ "PrivacyGateway.Admin.Url": "http://localhost:8081/?a" }""", $"{G}.Admin.Url", "is not an address to listen on" },
        { """{ "PrivacyGateway.Admin.Url": "http://me:secret@localhost:8081" }""", $"{G}.Admin.Url", "is not an address to listen on" },
        { """{ "PrivacyGateway.Admin.Url": "http://localhost:80811" }""", $"{G}.Admin.Url", "is not an address to listen on" },
        { """{ "PrivacyGateway.Admin.Url": "https://localhost:8081" }""", $"{G}.Admin.Url", "needs a certificate" },
        { """{ "PrivacyGateway.Admin.Url": "http://localhost:8080", "Kestrel.Endpoints.Public.Url": "http://*:8080" }""", $"{G}.Admin.Url",
            "cannot be bound beside $.Kestrel.Endpoints.Public.Url" },
        { """{ "PrivacyGateway.Admin.Url": "http://127.0.0.1:8080", "Kestrel.Endpoints.Public.Url": "http://0.0.0.0:8080" }""",
            $"{G}.Admin.Url", "Write another port" },
        { """{ "PrivacyGateway.Admin.Url": "http://[::1]:8080", "Kestrel.Endpoints.Public.Url": "http://localhost:8080" }""",
            $"{G}.Admin.Url", "Write another port" },
        { """{ "Kestrel.Endpoints": { "One": { "Url": "http://*:8080" }, "Two": { "Url": "http://10.0.0.7:8080" } } }""",
            "$.Kestrel.Endpoints.Two.Url", "cannot be bound beside $.Kestrel.Endpoints.One.Url" },
        { """{ "PrivacyGateway.Acme.challengeDirectory": "/data/acme", "PrivacyGateway.DataDirectory": "/data" }""",
            $"{G}.Acme.challengeDirectory", "within DataDirectory" },
        { """{ "PrivacyGateway.Acme.challengeDirectory": "/acme", "PrivacyGateway.ReservedPath": "/.well-known/" }""", $"{G}.ReservedPath",
            "where challenges are served" },
        { """{ "PrivacyGateway.ReservedPath": "/111111111111111/" }""", $"{G}.ReservedPath", "where hits arrive" },

        // Balancers.
        { """{ "PrivacyGateway.KnownProxies": ["0.0.0.0/0"] }""", $"{G}.KnownProxies[0]", "takes in the public internet" },
        { """{ "PrivacyGateway.KnownProxies": ["::/0"] }""", $"{G}.KnownProxies[0]", "takes in the public internet" },
        { """{ "PrivacyGateway.KnownProxies": ["0.0.0.0/1", "128.0.0.0/1"] }""", $"{G}.KnownProxies[1]", "takes in the public internet" },
        { """{ "PrivacyGateway.KnownProxies": ["2000::/3"] }""", $"{G}.KnownProxies[0]", "takes in the public internet" },
        { """{ "PrivacyGateway.KnownProxies": ["8.0.0.0/5"] }""", $"{G}.KnownProxies[0]", "takes in the public internet" },
        { """{ "PrivacyGateway.KnownProxies": ["0.0.0.0"] }""", $"{G}.KnownProxies[0]", "no address that a connection comes from" },
        { """{ "PrivacyGateway.KnownProxies": ["010.0.0.1"] }""", $"{G}.KnownProxies[0]", "would be read as 8.0.0.1" },
        { """{ "PrivacyGateway.KnownProxies": ["0x0a.0.0.1"] }""", $"{G}.KnownProxies[0]", "would be read as 10.0.0.1" },
        { """{ "PrivacyGateway.KnownProxies": ["10.1"] }""", $"{G}.KnownProxies[0]", "would be read as 10.0.0.1" },
        { """{ "PrivacyGateway.KnownProxies": ["::ffff:127.0.0.1"] }""", $"{G}.KnownProxies[0]", "Write \"127.0.0.1\"" },
        { """{ "PrivacyGateway.KnownProxies": ["::ffff:10.0.0.0/104"] }""", $"{G}.KnownProxies[0]", "IPv4 address in IPv6 form" },
        { """{ "PrivacyGateway.KnownProxies": ["10.0.0.7/8"] }""", $"{G}.KnownProxies[0]",
            "Write \"10.0.0.0/8\" for the network, or \"10.0.0.7\"" },
        { """{ "PrivacyGateway.KnownProxies": ["2001:db8::7/32"] }""", $"{G}.KnownProxies[0]", "Write \"2001:db8::/32\"" },
        { """{ "PrivacyGateway.KnownProxies": ["10.0.0.0/255.0.0.0"] }""", $"{G}.KnownProxies[0]", "prefix length" },
        { """{ "PrivacyGateway.KnownProxies": ["10.0.0.0/33"] }""", $"{G}.KnownProxies[0]", "prefix length" },
        { """{ "PrivacyGateway.KnownProxies": ["fe80::1%eth0"] }""", $"{G}.KnownProxies[0]", "neither an address nor a network" },
        { """{ "PrivacyGateway.KnownProxies": ["10.0.0.1:8080"] }""", $"{G}.KnownProxies[0]", "neither an address nor a network" },

        // The track domain.
        { """{ "ReverseProxy.Clusters.track-domain.Destinations.primary.Address": "https://me:secret@track-domain.example/" }""",
            "$.ReverseProxy.Clusters.track-domain.Destinations.primary.Address", "credentials" },
        { """{ "ReverseProxy.Clusters.track-domain.Destinations.primary.Address": "https://track-domain.example/#a" }""",
            "$.ReverseProxy.Clusters.track-domain.Destinations.primary.Address", "fragment" },
        { """{ "ReverseProxy.Clusters.track-domain.Destinations.primary.Address": "https://track-domain.example/?key=secret" }""",
            "$.ReverseProxy.Clusters.track-domain.Destinations.primary.Address", "query" },
        { """{ "ReverseProxy.Clusters.track-domain.Destinations.primary.Address": "https://track-domain.example:0/" }""",
            "$.ReverseProxy.Clusters.track-domain.Destinations.primary.Address", "port 0" },
        { """{ "ReverseProxy.Clusters.track-domain.Destinations.primary.Address": "https://0.0.0.0/" }""",
            "$.ReverseProxy.Clusters.track-domain.Destinations.primary.Address", "is not an address" },
        { """{ "ReverseProxy.Clusters.track-domain.Destinations.primary.Address": "https://*.track-domain.example/" }""",
            "$.ReverseProxy.Clusters.track-domain.Destinations.primary.Address", "is not an address" },
        { """{ "ReverseProxy.Clusters.track-domain.Destinations.primary.Address": "http://localhost:8081/" }""",
            "$.ReverseProxy.Clusters.track-domain.Destinations.primary.Address", "the gateway's own listener $.PrivacyGateway.Admin.Url" },
        { """{ "ReverseProxy.Clusters.track-domain.Destinations.primary.Address": "http://127.0.0.1:8080/", "Kestrel.Endpoints.Public.Url": "http://*:8080" }""", "$.ReverseProxy.Clusters.track-domain.Destinations.primary.Address", "own listener $.Kestrel.Endpoints.Public" },
        { """{ "ReverseProxy.Clusters.track-domain.Destinations": {} }""", "$.ReverseProxy.Clusters.track-domain.Destinations",
            "no destination" },
        { """{ "ReverseProxy.Clusters.track-domain.Metadata.AllowPlainHttp": "yes" }""",
            "$.ReverseProxy.Clusters.track-domain.Metadata.AllowPlainHttp", "true" },

        // Delivery.
        { $$"""{ "{{ConfigSample.Policy}}.delivery": "queued" }""", $"{P}.delivery", "needs a DataDirectory" },

        // Cookies and domains.
        { $$"""{ "{{ConfigSample.Policy}}.cookieDomain": "co.uk", "{{ConfigSample.Route}}.Match.Hosts": ["track.co.uk"] }""",
            $"{P}.cookieDomain", "public suffix" },
        { $$"""{ "{{ConfigSample.Policy}}.cookieDomain": "github.io", "{{ConfigSample.Route}}.Match.Hosts": ["shop.github.io"] }""",
            $"{P}.cookieDomain", "Write the registrable domain, such as \"shop.github.io\"" },
        { $$"""{ "{{ConfigSample.Policy}}.cookieDomain": "CO.JP", "{{ConfigSample.Route}}.Match.Hosts": ["track.co.jp"] }""",
            $"{P}.cookieDomain", "public suffix" },
        { $$"""{ "{{ConfigSample.Policy}}.cookieDomain": "公司.cn", "{{ConfigSample.Route}}.Match.Hosts": ["track.公司.cn"] }""",
            $"{P}.cookieDomain", "public suffix" },
        { $$"""{ "{{ConfigSample.Policy}}.cookieDomain": "any.ck", "{{ConfigSample.Route}}.Match.Hosts": ["track.any.ck"] }""",
            $"{P}.cookieDomain", "public suffix" },
        { $$"""{ "{{ConfigSample.Policy}}.cookieDomain": "com" }""", $"{P}.cookieDomain", "is not a domain" },
        { $$"""{ "{{ConfigSample.User}}.anonymousCookieName": "wteid_111111111111111" }""", $"{P}.userIdentification.anonymousCookieName",
            "says nothing about consent" },
        { $$"""{ "{{ConfigSample.User}}.anonymousCookieName": "__Host-optout" }""", $"{P}.userIdentification.anonymousCookieName",
            "with a domain" },
        { $$"""{ "{{ConfigSample.Policy}}.optOutCookies": ["__host-optout"] }""", $"{P}.optOutCookies[0]", "with a domain" },
        { $$"""{ "{{ConfigSample.User}}.anonymousOptIn": true, "{{ConfigSample.Policy}}.consentValues": ["yes; Domain=a"] }""",
            $"{P}.consentValues[0]", "cannot be a cookie's value" },
        { $$"""{ "{{ConfigSample.User}}.anonymousOptIn": true, "{{ConfigSample.Policy}}.consentValues": ["1", "é"] }""",
            $"{P}.consentValues[1]", "percent-encoded" },

        // Consent platforms.
        { $$"""{ "{{ConfigSample.Policy}}.signals.cookiebot": ["statistic"] }""", $"{P}.signals.cookiebot[0]",
            "Did you mean \"statistics\"?" },
        { $$"""{ "{{ConfigSample.Policy}}.signals.cookiebot": ["marketing", "Statistics"] }""", $"{P}.signals.cookiebot[1]",
            "Did you mean \"statistics\"?" },
        { $$"""{ "{{ConfigSample.Policy}}.signals.cookiebot": ["analytics"] }""", $"{P}.signals.cookiebot[0]",
            "necessary, preferences, statistics, marketing" },
        { $$"""{ "{{ConfigSample.Policy}}.signals.cookiebot": ["necessary"] }""", $"{P}.signals.cookiebot",
            "also by one who refused all else" },
        { $$"""{ "{{ConfigSample.Policy}}.signals.oneTrust": ["c0002"] }""", $"{P}.signals.oneTrust[0]", "Write \"C0002\"" },
        { $$"""{ "{{ConfigSample.Policy}}.signals.oneTrust": ["C0002,C0004"] }""", $"{P}.signals.oneTrust[0]", "one id an entry" },
        { $$"""{ "{{ConfigSample.Policy}}.signals.oneTrust": ["C0002:1"] }""", $"{P}.signals.oneTrust[0]", "cannot be the id" },
        { $$"""{ "{{ConfigSample.Policy}}.signals.oneTrust": ["C0001"] }""", $"{P}.signals.oneTrust", "also by one who refused all else" },
        { $$"""{ "{{ConfigSample.Policy}}.signals.tcf.purposes": [8, 12] }""", $"{P}.signals.tcf.purposes[1]", "no purpose 12" },
        { $$"""{ "{{ConfigSample.Policy}}.signals.tcf.cookie": "wteid_111111111111111" }""", $"{P}.signals.tcf.cookie",
            "says nothing about consent" },

        // Paths, redirects, parameters.
        { $$"""{ "{{ConfigSample.Policy}}.staticPaths": ["/111111111111111/"] }""", $"{P}.staticPaths[0]", "covers hits" },
        { $$"""{ "{{ConfigSample.Policy}}.staticPaths": ["/111111111111111/wt"] }""", $"{P}.staticPaths[0]", "covers hits" },
        { $$"""{ "{{ConfigSample.Policy}}.staticPaths": ["/111111111111111,222222222222222/"] }""", $"{P}.staticPaths[0]", "covers hits" },
        { $$"""{ "{{ConfigSample.Policy}}.staticPaths": ["/js/*"] }""", $"{P}.staticPaths[0]", "end it with /" },
        { $$"""{ "{{ConfigSample.Policy}}.staticPaths": ["/js/{**rest}"] }""", $"{P}.staticPaths[0]", "not the plain path" },
        { $$"""{ "{{ConfigSample.Policy}}.staticPaths": ["/js/wt.js?v=1"] }""", $"{P}.staticPaths[0]", "not the plain path" },
        { $$"""{ "{{ConfigSample.Policy}}.staticPaths": ["/j%73/"] }""", $"{P}.staticPaths[0]", "not the plain path" },
        { $$"""{ "{{ConfigSample.Policy}}.staticPaths": ["/a//b"] }""", $"{P}.staticPaths[0]", "not the plain path" },
        { $$"""{ "{{ConfigSample.Policy}}.staticPaths": ["/a/../b"] }""", $"{P}.staticPaths[0]", "not the plain path" },
        { $$"""{ "{{ConfigSample.Policy}}.staticPaths": ["/.well-known/acme-challenge/a"], "PrivacyGateway.Acme.challengeDirectory": "/acme" }""", $"{P}.staticPaths[0]", "serves itself" },
        { $$"""{ "{{ConfigSample.Policy}}.staticPaths": ["/.privacy/a.js"] }""", $"{P}.staticPaths[0]", "serves its own endpoints" },
        { $$"""{ "{{ConfigSample.Policy}}.optOutRedirects": ["https://me:secret@www.shop.example/"] }""", $"{P}.optOutRedirects[0]",
            "credentials" },
        { $$"""{ "{{ConfigSample.Policy}}.level": "strict", "{{ConfigSample.Policy}}.keepParameter": ["is=1"] }""", $"{P}.keepParameter[0]",
            "cannot be a parameter's name" },
        { $$"""{ "{{ConfigSample.Policy}}.keepParameter": ["is"] }""", $"{P}.keepParameter[0]",
            "the level \"standard\" does not strip \"is\"" },
    };
}
