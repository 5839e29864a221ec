using PrivacyGateway.Configuration;
using PrivacyGateway.Hits;
using PrivacyGateway.Rewriting;

namespace PrivacyGateway.Policies;

/// <summary>Refuses what no pixel and no SDK sends.</summary>
internal static class Admission
{
    /// <summary>The answer to a request that is not let in, or null.</summary>
    public static OwnAnswer? Refuse(Hit hit, PolicyConfig config)
    {
        if (hit.Kind == HitKind.Unknown)
            return OwnAnswer.NotFound;
        if (hit.Method == "OPTIONS")
            return OwnAnswer.NoContent;

        var allowed = hit.Kind switch
        {
            HitKind.Tracking => "GET, HEAD, POST",
            HitKind.Batch => "POST",
            _ => "GET, HEAD",
        };
        if (!IsAllowed(hit.Method, allowed))
            return new OwnAnswer(405, Allow: allowed);

        if (hit.Method != "POST" && !hit.Body.IsEmpty)
            return OwnAnswer.BadRequest;

        // Where visitors can be anonymous, a body nobody can read might say nc=1.
        if (config.UserIdentification.EnableAnonymousFunction && hit.BodyFormat == BodyFormat.Unreadable)
            return OwnAnswer.UnsupportedMediaType;

        if (hit.Kind == HitKind.Batch && CountLines(hit.PlainBody.Span) > config.Limits.BatchLines)
            return new OwnAnswer(413);

        return null;
    }

    /// <summary>A last line without an end counts too.</summary>
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
