namespace PrivacyGateway.Endpoints.State;

/// <summary>How a value is shown: words carry the meaning, colours repeat it.</summary>
internal enum StateTone
{
    Plain,
    Good,
    Notice,
    Bad,
}
