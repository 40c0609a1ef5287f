namespace TmuxBuilder.DemoAgent.Pages;

/// <summary>A text file of a site, by its path inside the published folder.</summary>
internal sealed record PageFile(string Path, string Content);
