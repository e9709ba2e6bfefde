// The end-to-end tests compute on all the threads they are given, and other tests beside them would only slow both.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
