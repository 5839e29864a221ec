using System.IO;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace PrivacyGateway.Forwarding.Synthetic;

/// <summary>Sends synthetic hits through a pipeline, in process: no connection, no limiter, nothing counted.</summary>
/// <param name="pipeline">Begins with routing.</param>
/// <param name="services">The pipeline's own.</param>
internal sealed class SyntheticSender(RequestDelegate pipeline, IServiceProvider services)
{
    /// <summary>What the platform throws where two endpoints match equally; the type itself is internal.</summary>
    private const string AmbiguousMatch = "AmbiguousMatchException";

    public async Task<SyntheticResult> SendAsync(SyntheticHit hit)
    {
        var request = new SyntheticRequest(hit);
        try
        {
            await pipeline(Context(request));
        }
        catch (Exception exception) when (exception.GetType().Name == AmbiguousMatch)
        {
            return new SyntheticResult(SyntheticVerdict.Ambiguous, NamesIn(exception.Message));
        }
        catch (Exception exception)
        {
            // Nothing in it is a client's: the request was made here.
            return new SyntheticResult(SyntheticVerdict.Failed, exception.GetBaseException().Message.ReplaceLineEndings(" "));
        }

        return request switch
        {
            { Route: null } => new SyntheticResult(SyntheticVerdict.NotMatched),
            { Refusal: { } status } when request.Route == hit.Route => new SyntheticResult(SyntheticVerdict.Refused, $"{status}", request.Generation),
            _ when request.Route == hit.Route => new SyntheticResult(SyntheticVerdict.Served, Generation: request.Generation),
            _ => new SyntheticResult(SyntheticVerdict.TakenByAnotherRoute, request.Route, request.Generation),
        };
    }

    private DefaultHttpContext Context(SyntheticRequest request)
    {
        var hit = request.Hit;
        var mark = hit.Target.IndexOf('?', StringComparison.Ordinal);
        IHeaderDictionary headers = new HeaderDictionary();
        foreach (var header in hit.Headers)
            headers.Append(header.Name, header.Value);
        headers.Host = hit.Host;

        var features = new FeatureCollection();
        features.Set<IHttpRequestFeature>(new HttpRequestFeature
        {
            Protocol = "HTTP/1.1",
            Scheme = "https",
            Method = hit.Method,
            Path = mark < 0 ? hit.Target : hit.Target[..mark],
            QueryString = mark < 0 ? "" : hit.Target[mark..],
            RawTarget = hit.Target,
            Headers = headers,
        });
        features.Set<IHttpResponseFeature>(new HttpResponseFeature());
        features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(Stream.Null));
        features.Set(request);
        return new DefaultHttpContext(features) { RequestServices = services };
    }

    /// <summary>The platform lists the names a line each, behind a heading.</summary>
    private static string NamesIn(string message) => string.Join(
        " and ", message.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(static name => $"\"{name}\""));
}
