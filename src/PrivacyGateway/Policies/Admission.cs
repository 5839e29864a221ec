using PrivacyGateway.Configuration;
using PrivacyGateway.Hits;
using PrivacyGateway.Rewriting;

namespace PrivacyGateway.Policies;

/// <summary>Refuses requests that no pixel and no SDK sends.</summary>
internal static class Admission
{
    /// <summary>Returns the response to a refused request; null to admit it.</summary>
    public static LocalResponse? FindRefusal(Hit hit, PolicyConfig config)
    {
        if (hit.Kind == HitKind.Unknown)
            return LocalResponse.NotFound;
        if (hit.Method == "OPTIONS")
            return LocalResponse.NoContent;

        var allowed = hit.Kind switch
        {
            HitKind.Tracking => "GET, HEAD, POST",
            HitKind.Batch => "POST",
            _ => "GET, HEAD",
        };
        if (!IsAllowed(hit.Method, allowed))
            return new LocalResponse(405, Allow: allowed);

        if (hit.Method != "POST" && !hit.Body.IsEmpty)
            return LocalResponse.BadRequest;

        // If the policy has the anonymous function, an unreadable body might contain nc=1.
        if (config.UserIdentification.EnableAnonymousFunction && hit.BodyFormat == BodyFormat.Unreadable)
            return LocalResponse.UnsupportedMediaType;

        if (hit.Kind == HitKind.Batch && CountLines(hit.PlainBody.Span) > config.Limits.BatchLines)
            return new LocalResponse(413);

        return null;
    }

    /// <summary>Includes a last line without a line end.</summary>
    private static int CountLines(ReadOnlySpan<byte> body) => body.Count((byte)'\n') + (body.IsEmpty || body[^1] == '\n' ? 0 : 1);

    private static bool IsAllowed(string method, string allowed)
    {
        foreach (var range in allowed.AsSpan().Split(", "))
        {
            if (allowed.AsSpan(range).SequenceEqual(method))
                return true;
        }

        return false;
    }
}
