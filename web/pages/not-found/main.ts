// Starts the page of addresses that lead nowhere.

import { mountPage } from '../../lib/mount-page.ts';
import Page from './Page.svelte';

mountPage(Page);
