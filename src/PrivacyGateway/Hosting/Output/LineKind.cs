using Microsoft.Extensions.Logging;

namespace PrivacyGateway.Hosting.Output;

/// <summary>Log lines that tell the same.</summary>
internal sealed record LineKind(string Category, LogLevel Level, int EventId, string? Exception, string Text)
{
    /// <summary>The gateway's own messages name routes and track domains, and each of these is another kind. The platform's name connections, and those do not count.</summary>
    public static LineKind From(string category, LogLevel level, int eventId, Exception? exception, string text) =>
        new(category, level, eventId, exception?.GetType().Name, category.StartsWith(nameof(PrivacyGateway), StringComparison.Ordinal) ? text : "");
}
