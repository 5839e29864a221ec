namespace PrivacyGateway.Spooling.Damage;

/// <param name="Salvaged">Hits that are whole.</param>
/// <param name="Lost">Hits that are not.</param>
/// <param name="IsExact">False if nothing tells how many there were; then <paramref name="Lost"/> is the least.</param>
/// <param name="PossibleDuplicates">Of those salvaged, how many may have been delivered before; none if it is exact.</param>
internal sealed record SalvageReport(long Salvaged, long Lost, bool IsExact, long PossibleDuplicates);
