using TmuxBuilder.Functions.Tests.Support;
using Xunit.Sdk;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(Stage))]

// All take the account from the process's environment and some let its calls fail.
[assembly: Parallelization(Mode = ParallelMode.None)]
