using Microsoft.Extensions.Logging;

namespace PrivacyGateway.Spooling;

internal sealed partial class SpoolWriter
{
    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "The spool is open. Spooled hits: {Rows}, of {Bytes} bytes.")]
        public static partial void Opened(ILogger logger, long rows, long bytes);

        [LoggerMessage(2, LogLevel.Error, "The spool cannot be used, so the response to undelivered hits is 503: {Reason}. {Remedy}.")]
        public static partial void Unavailable(ILogger logger, string reason, string remedy);

        [LoggerMessage(3, LogLevel.Error, "The spool is checked and repaired: {Reason}.")]
        public static partial void Reopened(ILogger logger, string reason);

        [LoggerMessage(4, LogLevel.Error, "The spool refuses hits, so the response to undelivered hits is 503: {Reason}. {Remedy}.")]
        public static partial void Refusing(ILogger logger, string reason, string remedy);

        [LoggerMessage(5, LogLevel.Information, "The spool accepts hits again.")]
        public static partial void Accepting(ILogger logger);

        [LoggerMessage(6, LogLevel.Warning, "Hits removed from the spool because of their age: {Count}.")]
        public static partial void Expired(ILogger logger, long count);

        [LoggerMessage(
            7, LogLevel.Error, "Guard violation: the guard found {Name} in an anonymous hit and refused to spool it. Please report this.")]
        public static partial void Refused(ILogger logger, string name);

        [LoggerMessage(8, LogLevel.Warning, "Hits removed from the spool because their commit ended after the response 503: {Count}.")]
        public static partial void Retracted(ILogger logger, int count);

        [LoggerMessage(9, LogLevel.Error,
            "The spool could not be closed: the disk has not completed a write for {Seconds} s. The next start finds the hits as after a "
                + "crash.")]
        public static partial void NotClosed(ILogger logger, double seconds);

        [LoggerMessage(10, LogLevel.Error, "The spool is damaged, and the next start repairs it: {Reason}.")]
        public static partial void NotWhole(ILogger logger, string reason);

        [LoggerMessage(11, LogLevel.Warning, "The clock was set by {Hours:F1} h. The age of spooled hits does not change.")]
        public static partial void ClockStepped(ILogger logger, double hours);

        [LoggerMessage(12, LogLevel.Error,
            "Files of the spool had been removed or replaced while it was open. They were written again, with all spooled hits: {Rows}.")]
        public static partial void Recreated(ILogger logger, long rows);

        [LoggerMessage(13, LogLevel.Error, "The process ends, and hits are lost with it: {Reason}. The next start counts them.")]
        public static partial void Removed(ILogger logger, string reason);
    }
}
