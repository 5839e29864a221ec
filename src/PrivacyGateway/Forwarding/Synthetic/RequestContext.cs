using System.IO;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace PrivacyGateway.Forwarding.Synthetic;

/// <summary>Creates the context of a request that no connection carries: of a synthetic hit or a dry run.</summary>
internal static class RequestContext
{
    /// <param name="method">The method.</param>
    /// <param name="scheme">The scheme.</param>
    /// <param name="host">The Host header; empty without one.</param>
    /// <param name="target">The request target in origin form.</param>
    /// <param name="headers">The headers without Host.</param>
    /// <param name="body">The body.</param>
    public static HttpContext Create(
        string method, string scheme, string host, string target, IEnumerable<KeyValuePair<string, string>> headers, Stream body)
    {
        var mark = target.IndexOf('?', StringComparison.Ordinal);
        IHeaderDictionary dictionary = new HeaderDictionary();
        foreach (var (name, value) in headers)
            dictionary.Append(name, value);
        dictionary.Host = host;

        var features = new FeatureCollection();
        features.Set<IHttpRequestFeature>(new HttpRequestFeature
        {
            Protocol = "HTTP/1.1",
            Scheme = scheme,
            Method = method,
            Path = Uri.UnescapeDataString(mark < 0 ? target : target[..mark]),
            QueryString = mark < 0 ? "" : target[mark..],
            RawTarget = target,
            Headers = dictionary,
            Body = body,
        });
        features.Set<IHttpResponseFeature>(new HttpResponseFeature());
        features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(Stream.Null));
        return new DefaultHttpContext(features);
    }
}
