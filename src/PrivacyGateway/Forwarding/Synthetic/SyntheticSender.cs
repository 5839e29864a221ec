using System.IO;
using Microsoft.AspNetCore.Http;

namespace PrivacyGateway.Forwarding.Synthetic;

/// <summary>Sends synthetic hits through a pipeline in process, without connection, limits or metrics.</summary>
/// <param name="pipeline">The pipeline from routing on.</param>
/// <param name="services">The pipeline's services.</param>
internal sealed class SyntheticSender(RequestDelegate pipeline, IServiceProvider services)
{
    /// <summary>The exception if two endpoints match equally; its type is internal to ASP.NET Core.</summary>
    private const string AmbiguousMatch = "AmbiguousMatchException";

    public async Task<SyntheticResult> SendAsync(SyntheticHit hit)
    {
        var request = new SyntheticRequest(hit);
        try
        {
            await pipeline(CreateContext(request));
        }
        catch (Exception exception) when (exception.GetType().Name == AmbiguousMatch)
        {
            return new SyntheticResult(SyntheticVerdict.Ambiguous, NamesIn(exception.Message));
        }
        catch (Exception exception)
        {
            // The message is safe to show: the request holds no client data.
            return new SyntheticResult(SyntheticVerdict.Failed, exception.GetBaseException().Message.ReplaceLineEndings(" "));
        }

        return request switch
        {
            { Route: null } => new SyntheticResult(SyntheticVerdict.NotMatched),
            { Refusal: { } status } when request.Route == hit.Route => new SyntheticResult(
                SyntheticVerdict.Refused, $"{status}", request.Generation),
            _ when request.Route == hit.Route => new SyntheticResult(SyntheticVerdict.Served, Generation: request.Generation),
            _ => new SyntheticResult(SyntheticVerdict.TakenByAnotherRoute, request.Route, request.Generation),
        };
    }

    private HttpContext CreateContext(SyntheticRequest request)
    {
        var hit = request.Hit;
        var context = RequestContext.Create(hit.Method, "https", hit.Host, hit.Target,
            hit.Headers.Select(static header => KeyValuePair.Create(header.Name, header.Value)), Stream.Null);
        context.Features.Set(request);
        context.RequestServices = services;
        return context;
    }

    /// <summary>The message lists the endpoint names one per line, after a heading.</summary>
    private static string NamesIn(string message) => string.Join(
        " and ", message.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Select(static name => $"\"{name}\""));
}
