using Xunit.Sdk;
using Xunit.v3;

// The toolkit is one process of Node behind one pipe: two tests at once would talk at cross purposes on it.
[assembly: Parallelization(Mode = ParallelMode.None)]
