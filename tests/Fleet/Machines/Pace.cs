namespace TmuxBuilder.Fleet.Machines;

/// <summary>How agents work: so many steps at most, each so many milliseconds.</summary>
internal readonly record struct Pace(int MostSteps, int ShortestStep, int LongestStep);
