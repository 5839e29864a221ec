using Microsoft.Extensions.Logging;

namespace PrivacyGateway.Sending;

internal sealed partial class TrackDomain
{
    private static partial class Log
    {
        [LoggerMessage(
            4, LogLevel.Error, "Guard violation: the guard found {Name} in an anonymous hit and refused the hit. Please report this.")]
        public static partial void GuardViolation(ILogger logger, string name);

        [LoggerMessage(1, LogLevel.Warning,
            "Track domain {Name}: no usable response ({Error}).{Hint} Logged at most once a minute; gateway.upstream.failures counts.")]
        public static partial void NoResponse(ILogger logger, string name, string error, string hint);

        [LoggerMessage(2, LogLevel.Error,
            "Track domain {Name}: too many attempts fail; its circuit is open, and no hit is sent to it. The gateway retries every "
                + "{Seconds} s.")]
        public static partial void Opened(ILogger logger, string name, int seconds);

        [LoggerMessage(3, LogLevel.Information, "Track domain {Name}: it responds again; its circuit is closed.")]
        public static partial void Closed(ILogger logger, string name);
    }
}
