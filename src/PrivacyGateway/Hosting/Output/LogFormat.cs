namespace PrivacyGateway.Hosting.Output;

/// <summary>The format of the console log.</summary>
internal enum LogFormat
{
    /// <summary>One text line per event.</summary>
    Text,

    /// <summary>One JSON object per line.</summary>
    Json,
}
