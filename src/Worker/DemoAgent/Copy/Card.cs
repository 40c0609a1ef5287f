namespace TmuxBuilder.DemoAgent.Copy;

/// <summary>A heading with a sentence or two.</summary>
internal sealed record Card(string Heading, string Text);

/// <summary>Something offered, with what it costs.</summary>
internal sealed record Offer(string Name, string Note, string Price = "");
