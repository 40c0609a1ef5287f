namespace TmuxBuilder.DemoAgent.Sites;

/// <summary>What a site is for; decides its copy, sections and look where the request does not.</summary>
internal enum SiteKind
{
    Generic,
    Restaurant,
    Bakery,
    Shop,
    Portfolio,
    Blog,
    Landing,
    Event,
    Salon,
}
