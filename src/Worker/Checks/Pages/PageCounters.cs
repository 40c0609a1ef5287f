namespace TmuxBuilder.Checks.Pages;

/// <summary>What is counted of a page; its events come from any thread.</summary>
internal sealed class PageCounters
{
    public int Requests;
    public int InFlight;
    public int Messages;
    public int Characters;
    public int Navigations;
    public int Documents;
    public int Effects;
    public int Intrusions;
    public int Abandoned;
    public long Bytes;
}
